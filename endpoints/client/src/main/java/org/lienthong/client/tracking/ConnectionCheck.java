package org.lienthong.client.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;

/**
 * How the bus sees the caller.
 *
 * @param activeKeys SHA-256 of the SubjectPublicKeyInfo of each key registered for the system
 * @param clockOffset the caller's clock less that of the bus
 */
public record ConnectionCheck(
        OrganId organ,
        SystemId system,
        List<Mandate> mandates,
        Set<Digest> activeKeys,
        int certificateDaysLeft,
        Duration clockOffset,
        String profileVersion,
        Optional<Digest> nextBusCertificate) {

    public ConnectionCheck {
        mandates = List.copyOf(mandates);
        activeKeys = Set.copyOf(activeKeys);
    }

    /** What the system may do for an organ. */
    public record Mandate(OrganId organ, List<String> scopes, Instant from, Optional<Instant> to) {

        public Mandate {
            scopes = List.copyOf(scopes);
        }
    }
}
