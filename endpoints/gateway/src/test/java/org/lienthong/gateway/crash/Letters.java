package org.lienthong.gateway.crash;

import static org.lienthong.gateway.crash.CrashSite.HCMC;
import static org.lienthong.gateway.crash.CrashSite.HUE;
import static org.lienthong.gateway.crash.CrashSite.VPCP;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

/** The documents of a run, a function of their number: a retry is made of the same bytes. */
final class Letters {

    private static final ContentId FILE = new ContentId("tep-1");
    private static final int FILE_BYTES = 2000;
    private static final Instant SENT = Instant.parse("2026-11-24T02:00:00Z");

    private final LetterEdxml edxml = new LetterEdxml();

    /** Every other letter goes to two recipients. */
    static List<OrganId> recipients(int number) {
        return number % 2 == 0 ? List.of(HCMC, HUE) : List.of(number % 4 == 1 ? HCMC : HUE);
    }

    OutgoingDocument letter(int number) {
        byte[] file = new byte[FILE_BYTES];
        new Random(number).nextBytes(file);
        OfficialLetter letter = new OfficialLetter(
                "Văn phòng Chính phủ",
                number,
                "VPCP-KSTT",
                "Hà Nội",
                LocalDate.of(2026, 11, 24),
                "thử dừng đột ngột trục liên thông, văn bản thứ " + number,
                List.of("UBND"),
                List.of(),
                List.of("Như trên;", "Lưu: VT."),
                new OfficialLetter.Signer("TL. BỘ TRƯỞNG, CHỦ NHIỆM", "CỤC TRƯỞNG", "Nguyễn Văn Thử"));
        byte[] bytes = edxml.write(
                letter,
                new Letter.Party(VPCP, "Văn phòng Chính phủ"),
                recipients(number).stream()
                        .map(organ -> new Letter.Party(organ, "UBND " + organ))
                        .toList(),
                List.of(LetterAttachment.beside(FILE, "tep.pdf", "application/pdf")),
                SENT);
        return OutgoingDocument.of(
                new MessageId("crash-" + number),
                bytes,
                List.of(OutgoingAttachment.of(FILE, "tep.pdf", "application/pdf", file)));
    }
}
