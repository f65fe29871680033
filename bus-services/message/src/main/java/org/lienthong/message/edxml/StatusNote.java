package org.lienthong.message.edxml;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;

/**
 * A status message as its maker thinks of it, for {@link EdxmlWriter}.
 *
 * @param about the document spoken of
 * @param at when it was so
 */
public record StatusNote(
        Letter.Party from,
        About about,
        Optional<Staff> staff,
        StatusCode code,
        Optional<String> description,
        Instant at) {

    /**
     * ResponseFor.
     *
     * @param organ the document's sender; with code 13 its recipient
     * @param code CodeNumber/CodeNotation, e.g. {@code 7816/VPCP-TTĐT}
     */
    public record About(OrganId organ, String code, Optional<LocalDate> promulgated, DocumentId documentId) {}

    /** Who dealt with it. */
    public record Staff(
            Optional<String> department, Optional<String> name, Optional<String> mobile, Optional<String> email) {}

    /** @return a note without staff and description */
    public static StatusNote of(Letter.Party from, About about, StatusCode code, Instant at) {
        return new StatusNote(from, about, Optional.empty(), code, Optional.empty(), at);
    }

    public StatusNote describedAs(String text) {
        return new StatusNote(from, about, staff, code, Optional.of(text), at);
    }

    public StatusNote by(Staff some) {
        return new StatusNote(from, about, Optional.of(some), code, description, at);
    }
}
