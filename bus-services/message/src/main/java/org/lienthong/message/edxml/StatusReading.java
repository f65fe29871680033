package org.lienthong.message.edxml;

import java.util.List;
import java.util.Optional;
import org.lienthong.message.refusal.Violation;

/**
 * What was found in the bytes of a status message.
 *
 * @param status present if and only if there are no violations
 * @param violations every broken rule in document order, at most {@link EdxmlReader#MAX_VIOLATIONS}
 * @param secret the first mark of a state secret, whether or not rules are broken
 */
public record StatusReading(Optional<EdxmlStatus> status, List<Violation> violations, Optional<SecretMark> secret) {

    public StatusReading {
        violations = List.copyOf(violations);
        if (status.isPresent() != violations.isEmpty()) {
            throw new IllegalArgumentException("a status is there if and only if no rule is broken");
        }
    }
}
