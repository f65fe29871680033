package org.lienthong.simulator.agency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.tracking.Progress;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.LetterAttachment;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.authority.OrganNames;
import org.lienthong.simulator.letter.LetterEdxml;
import org.lienthong.simulator.letter.LetterPdf;
import org.lienthong.simulator.letter.OfficialLetter;

/** Where documents go out: draws up letters, sends them, follows them. */
final class Dispatch {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);
    private static final ContentId PDF = new ContentId("cong-van.pdf");

    private final AgencyClient client;
    private final OrganId self;
    private final Story story;
    private final InstantSource clock;
    private final OrganNames names = new OrganNames();

    Dispatch(AgencyClient client, OrganId self, Story story, InstantSource clock) {
        this.client = client;
        this.self = self;
        this.story = story;
        this.clock = clock;
    }

    /** @param step its name in the story */
    OutgoingDocument draft(OfficialLetter letter, OrganId addressee, String step) {
        byte[] pdf = new LetterPdf().render(letter);
        String name = letter.number() + "_" + letter.notation() + ".pdf";
        byte[] edxml = new LetterEdxml()
                .write(
                        letter,
                        new Letter.Party(self, names.of(self)),
                        List.of(new Letter.Party(addressee, names.of(addressee))),
                        List.of(LetterAttachment.beside(PDF, name, "application/pdf")),
                        clock.instant());
        story.held(
                step,
                "Soạn công văn số " + letter.number() + "/" + letter.notation() + ": edXML " + edxml.length
                        + " byte, PDF " + pdf.length + " byte",
                "Drew up official letter " + letter.number() + "/" + letter.notation() + ": edXML " + edxml.length
                        + " bytes, PDF " + pdf.length + " bytes");
        return OutgoingDocument.of(
                new MessageId(self + "-" + UUID.randomUUID()),
                edxml,
                List.of(OutgoingAttachment.of(PDF, name, "application/pdf", pdf)));
    }

    /** @param step its name in the story */
    Receipt send(OutgoingDocument document, String step) {
        Receipt receipt = client.send(document);
        story.held(
                step,
                "Gửi đi, đã có biên nhận do trục ký: mã băm nội dung " + brief(receipt) + ", nơi nhận "
                        + receipt.recipients().size(),
                "Sent; the bus signed the receipt: content digest " + brief(receipt) + ", recipients "
                        + receipt.recipients().size());
        return receipt;
    }

    /** @return whether the only recipient has taken it in time */
    boolean follow(MessageId messageId, Duration patience) throws InterruptedException {
        Instant until = clock.instant().plus(patience);
        Progress.State told = null;
        while (true) {
            Progress now = client.status(messageId).recipients().get(0);
            if (now.state() != told) {
                told = now.state();
                story.held(
                        "status-" + told,
                        "Hỏi trạng thái: " + names.of(now.organ()) + " " + vietnamese(told) + " (lần " + now.attempt()
                                + ")",
                        "Asked the status: " + now.organ() + " is " + told + " (attempt " + now.attempt() + ")");
            }
            if (told == Progress.State.TAKEN) {
                return true;
            }
            if (told == Progress.State.REFUSED || clock.instant().isAfter(until)) {
                story.failed("taken", "Nơi nhận chưa nhận văn bản", "The recipient has not taken the document");
                return false;
            }
            pause();
        }
    }

    private static void pause() throws InterruptedException {
        boolean never = new CountDownLatch(1).await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        if (never) {
            throw new IllegalStateException("nobody counts this latch down");
        }
    }

    private static String vietnamese(Progress.State state) {
        return switch (state) {
            case WAITING -> "chưa lấy văn bản";
            case LEASED -> "đang giữ lượt lấy";
            case SERVED -> "đã được giao nội dung";
            case TAKEN -> "đã ký nhận";
            case REFUSED -> "từ chối";
            case EXPIRED -> "để quá hạn";
            case RECALLED -> "không còn: văn bản đã được lấy lại";
        };
    }

    private static String brief(Receipt receipt) {
        return receipt.contentDigest().toString().substring(0, 12) + "…";
    }
}
