package org.lienthong.simulator.agency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
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
import org.lienthong.simulator.letter.SampleLetters;

/** The emulated Government Office: sends one official letter and follows it until the recipient has taken it. */
public final class GovernmentOffice {

    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);
    private static final ContentId PDF = new ContentId("cong-van.pdf");

    private final AgencyClient client;
    private final OrganId self;
    private final Story story;
    private final InstantSource clock;
    private final OrganNames names = new OrganNames();

    public GovernmentOffice(AgencyClient client, OrganId self, Story story, InstantSource clock) {
        this.client = client;
        this.self = self;
        this.story = story;
        this.clock = clock;
    }

    /**
     * @param number of the letter
     * @param patience how long to wait for the recipient
     * @return whether every step held
     */
    public boolean run(int number, OrganId addressee, Duration patience) throws InterruptedException {
        Connections.tell(client, story);
        OutgoingDocument document = draft(number, addressee);
        Receipt receipt = send(document);
        return sendAgain(document, receipt)
                && follow(document.messageId(), addressee, clock.instant().plus(patience));
    }

    private OutgoingDocument draft(int number, OrganId addressee) {
        Instant now = clock.instant();
        OfficialLetter letter = SampleLetters.onTheBus(number, LocalDate.ofInstant(now, HANOI), names.of(addressee));
        byte[] pdf = new LetterPdf().render(letter);
        String name = letter.number() + "_" + letter.notation() + ".pdf";
        byte[] edxml = new LetterEdxml()
                .write(
                        letter,
                        new Letter.Party(self, names.of(self)),
                        List.of(new Letter.Party(addressee, names.of(addressee))),
                        List.of(LetterAttachment.beside(PDF, name, "application/pdf")),
                        now);
        story.held(
                "drafted",
                "Soạn công văn số " + letter.number() + "/" + letter.notation() + ": edXML " + edxml.length
                        + " byte, PDF " + pdf.length + " byte",
                "Drew up official letter " + letter.number() + "/" + letter.notation() + ": edXML " + edxml.length
                        + " bytes, PDF " + pdf.length + " bytes");
        return OutgoingDocument.of(
                new MessageId("vpcp-" + UUID.randomUUID()),
                edxml,
                List.of(OutgoingAttachment.of(PDF, name, "application/pdf", pdf)));
    }

    private Receipt send(OutgoingDocument document) {
        Receipt receipt = client.send(document);
        story.held(
                "accepted",
                "Gửi đi, đã có biên nhận do trục ký: mã băm nội dung " + brief(receipt) + ", nơi nhận "
                        + receipt.recipients().size(),
                "Sent; the bus signed the receipt: content digest " + brief(receipt) + ", recipients "
                        + receipt.recipients().size());
        return receipt;
    }

    private boolean sendAgain(OutgoingDocument document, Receipt first) {
        Receipt again = client.send(document);
        boolean same = again.recipients().equals(first.recipients())
                && again.acceptedAt().equals(first.acceptedAt())
                && again.eventSha256().equals(first.eventSha256());
        if (same) {
            story.held(
                    "repeated",
                    "Gửi lại như khi mất trả lời: nhận đúng biên nhận cũ, văn bản không bị nhân đôi",
                    "Sent again as after a lost answer: the very same receipt, nothing doubled");
        } else {
            story.failed(
                    "repeated",
                    "Gửi lại nhưng biên nhận khác biên nhận đầu",
                    "Sent again, but the receipt differs from the first");
        }
        return same;
    }

    private boolean follow(MessageId messageId, OrganId addressee, Instant until) throws InterruptedException {
        Progress.State told = null;
        while (true) {
            Progress now = client.status(messageId).recipients().get(0);
            if (now.state() != told) {
                told = now.state();
                story.held(
                        "status-" + told,
                        "Hỏi trạng thái: " + names.of(addressee) + " " + vietnamese(told) + " (lần " + now.attempt()
                                + ")",
                        "Asked the status: " + addressee + " is " + told + " (attempt " + now.attempt() + ")");
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
