package org.lienthong.message.edxml;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;

/**
 * A document as its sender thinks of it, for {@link EdxmlWriter}.
 *
 * @param content short summary, may be empty
 * @param priority 0 to 4
 * @param reason of the business act, e.g. {@code Văn bản điện tử mới}
 * @param sentAt the first hop's time stamp
 */
public record Letter(
        Party from,
        List<Party> to,
        DocumentId documentId,
        String codeNumber,
        String codeNotation,
        Optional<String> place,
        LocalDate promulgated,
        Kind kind,
        String subject,
        String content,
        Signer signer,
        Optional<LocalDate> due,
        List<String> toPlaces,
        int priority,
        BussinessDocType bussiness,
        String reason,
        Instant sentAt,
        List<LetterAttachment> attachments) {

    public Letter {
        to = List.copyOf(to);
        toPlaces = List.copyOf(toPlaces);
        attachments = List.copyOf(attachments);
    }

    /** An agency and its name. */
    public record Party(OrganId id, String name) {}

    /**
     * Kind of document.
     *
     * @param type 1 legal normative, 2 administrative
     * @param detail number in that group's list, e.g. 18 for an official letter (Công văn)
     */
    public record Kind(int type, int detail, String name) {

        public static final Kind OFFICIAL_LETTER = new Kind(2, 18, "Công văn");
    }

    /** Who signed the document. */
    public record Signer(Optional<String> competence, Optional<String> position, String fullName) {}
}
