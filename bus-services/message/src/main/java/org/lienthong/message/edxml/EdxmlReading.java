package org.lienthong.message.edxml;

import java.util.List;
import java.util.Optional;
import org.lienthong.message.refusal.Violation;

/**
 * What was found in the bytes of a document.
 *
 * @param outline present whenever the XML is well-formed and all of it can be read
 * @param document present if and only if there are no violations
 * @param violations every broken rule in document order, at most {@link EdxmlReader#MAX_VIOLATIONS}
 * @param secret the first mark of a state secret, whether or not rules are broken; it forbids the document whatever else
 *     is said here
 */
public record EdxmlReading(
        Optional<EdxmlOutline> outline,
        Optional<EdxmlDocument> document,
        List<Violation> violations,
        Optional<SecretMark> secret) {

    public EdxmlReading {
        violations = List.copyOf(violations);
        if (document.isPresent() != violations.isEmpty()) {
            throw new IllegalArgumentException("a document is there if and only if no rule is broken");
        }
    }
}
