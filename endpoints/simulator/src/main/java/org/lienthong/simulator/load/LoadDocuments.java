package org.lienthong.simulator.load;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.LetterAttachment;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.letter.LetterEdxml;
import org.lienthong.simulator.letter.OfficialLetter;

/** The documents of a run: a function of run and index, so that a resumed run and the recipient make the same bytes again. */
final class LoadDocuments {

    private static final ContentId FILE = new ContentId("tep-1");

    private final String run;
    private final Instant startedAt;
    private final List<OrganId> agencies;
    private final int attachmentBytes;
    private final LetterEdxml edxml = new LetterEdxml();

    LoadDocuments(String run, Instant startedAt, List<OrganId> agencies, int attachmentBytes) {
        this.run = run;
        this.startedAt = startedAt;
        this.agencies = agencies;
        this.attachmentBytes = attachmentBytes;
    }

    MessageId messageId(int index) {
        return new MessageId("load-" + run + "-" + index);
    }

    /** @return empty if the message is none of this run */
    OptionalInt index(MessageId id) {
        String prefix = "load-" + run + "-";
        return id.value().matches("\\Q" + prefix + "\\E[0-9]{1,9}")
                ? OptionalInt.of(Integer.parseInt(id.value().substring(prefix.length())))
                : OptionalInt.empty();
    }

    OrganId sender(int index) {
        return agencies.get(index % agencies.size());
    }

    OrganId recipient(int index) {
        int round = index / agencies.size();
        int step = 1 + round % (agencies.size() - 1);
        return agencies.get((index + step) % agencies.size());
    }

    OutgoingDocument document(int index) {
        return OutgoingDocument.of(messageId(index), edxml(index), attachments(index));
    }

    byte[] edxml(int index) {
        OrganId from = sender(index);
        OrganId to = recipient(index);
        OfficialLetter letter = new OfficialLetter(
                "Đơn vị thử tải " + from,
                index,
                "LT-" + run,
                "Hà Nội",
                LocalDate.ofInstant(startedAt, ZoneOffset.ofHours(7)),
                "thử tải Trục liên thông văn bản, văn bản thứ " + index,
                List.of(to.value()),
                List.of(),
                List.of("Như trên;", "Lưu: VT."),
                new OfficialLetter.Signer("TL. Thủ trưởng", "Chánh Văn phòng", "Nguyễn Văn Thử"));
        return edxml.write(
                letter,
                new Letter.Party(from, "Đơn vị thử tải " + from),
                List.of(new Letter.Party(to, "Đơn vị thử tải " + to)),
                attachmentBytes == 0
                        ? List.of()
                        : List.of(LetterAttachment.beside(FILE, "tep-" + index + ".pdf", "application/pdf")),
                startedAt);
    }

    private List<OutgoingAttachment> attachments(int index) {
        if (attachmentBytes == 0) {
            return List.of();
        }
        byte[] content = new byte[attachmentBytes];
        new Random(index).nextBytes(content);
        return List.of(OutgoingAttachment.of(FILE, "tep-" + index + ".pdf", "application/pdf", content));
    }
}
