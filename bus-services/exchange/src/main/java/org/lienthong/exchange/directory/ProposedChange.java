package org.lienthong.exchange.directory;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.message.identity.Digest;

/**
 * A change that an operator signed.
 *
 * @param sha256 of the statement: what a second operator names and signs
 * @param statement exactly what was signed
 * @param operator fingerprint of his key
 */
public record ProposedChange(
        Digest sha256,
        String statement,
        State state,
        Digest operator,
        Instant proposedAt,
        Instant expiresAt,
        Optional<Digest> decidedBy,
        Optional<Instant> decidedAt) {

    /** Where it stands. */
    public enum State {
        PENDING,
        APPLIED,
        REJECTED,
        EXPIRED
    }
}
