package org.lienthong.simulator.letter;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lienthong.message.edxml.BussinessDocType;
import org.lienthong.message.edxml.EdxmlWriter;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.LetterAttachment;
import org.lienthong.message.identity.DocumentId;

/** The edXML (QCVN 102:2016) of an official letter. */
public final class LetterEdxml {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

    private final EdxmlWriter writer = new EdxmlWriter();

    /** @param attachments that travel beside or inside */
    public byte[] write(
            OfficialLetter letter,
            Letter.Party from,
            List<Letter.Party> to,
            List<LetterAttachment> attachments,
            Instant sentAt) {
        return writer.write(new Letter(
                from,
                to,
                documentId(letter, from),
                Integer.toString(letter.number()),
                letter.notation(),
                Optional.of(letter.place()),
                letter.date(),
                Letter.Kind.OFFICIAL_LETTER,
                "V/v " + letter.subject(),
                "",
                new Letter.Signer(
                        Optional.of(letter.signer().authority()),
                        Optional.of(letter.signer().position()),
                        letter.signer().name()),
                Optional.empty(),
                letter.copies(),
                0,
                BussinessDocType.NEW,
                "Văn bản điện tử mới",
                sentAt,
                attachments));
    }

    /** @return issuer, date, number and notation, as the field writes it */
    public static DocumentId documentId(OfficialLetter letter, Letter.Party from) {
        return new DocumentId(
                from.id() + "," + DATE.format(letter.date()) + "," + letter.number() + "/" + letter.notation());
    }
}
