package org.lienthong.message.seal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.SystemId;

/**
 * What the operator may decide about seals.
 *
 * @param skew how far a caller's clock may be off, either way
 * @param skewAllowances wider skew for single systems, at most 15 minutes, each use is logged as a warning
 * @param revocationGrace how long after nextUpdate a revocation list still counts; a warning is logged once a list
 * @param revocationGraceOf other graces for single authorities
 * @param ownKeys SHA-256 of the SubjectPublicKeyInfo of the bus's own keys, refused as a caller's
 */
public record SealPolicy(
        Duration skew,
        Map<SystemId, Duration> skewAllowances,
        Duration revocationGrace,
        Map<X500Principal, Duration> revocationGraceOf,
        Set<Digest> ownKeys) {

    public static final Duration SKEW = Duration.ofMinutes(5);
    public static final Duration SKEW_MAX = Duration.ofMinutes(15);

    public SealPolicy {
        skewAllowances = Map.copyOf(skewAllowances);
        revocationGraceOf = Map.copyOf(revocationGraceOf);
        ownKeys = Set.copyOf(ownKeys);
        if (skew.isNegative() || skew.compareTo(SKEW_MAX) > 0) {
            throw new IllegalArgumentException("skew of " + skew + " is not within 0 and " + SKEW_MAX);
        }
        skewAllowances.forEach((system, allowed) -> {
            if (allowed.isNegative() || allowed.compareTo(SKEW_MAX) > 0) {
                throw new IllegalArgumentException("skew of " + allowed + " for " + system + " exceeds " + SKEW_MAX);
            }
        });
    }

    /** @return 300 s of skew, a day of grace for revocation lists, no allowances */
    public static SealPolicy standard(Set<Digest> ownKeys) {
        return new SealPolicy(SKEW, Map.of(), Duration.ofDays(1), Map.of(), ownKeys);
    }
}
