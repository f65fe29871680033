package org.lienthong.message.seal;

import java.time.Duration;
import java.time.Instant;
import javax.security.auth.x500.X500Principal;
import org.lienthong.message.identity.Digest;

/**
 * The revocation list that a verdict rests on, for the evidence.
 *
 * @param crlSha256 of the DER list
 * @param age from thisUpdate to the time of the verdict
 * @param inGrace whether it counted only by the grace after nextUpdate
 */
public record RevocationUsed(
        X500Principal issuer,
        Digest crlSha256,
        Instant thisUpdate,
        Instant nextUpdate,
        Duration age,
        boolean inGrace) {}
