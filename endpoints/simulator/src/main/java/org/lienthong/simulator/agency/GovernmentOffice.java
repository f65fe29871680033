package org.lienthong.simulator.agency;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.notice.OutgoingStatus;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.tracking.Progress;
import org.lienthong.message.edxml.EdxmlWriter;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.edxml.StatusNote;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.authority.OrganNames;
import org.lienthong.simulator.letter.OfficialLetter;
import org.lienthong.simulator.letter.SampleLetters;

/**
 * The emulated Government Office: sends an official letter, follows the recipient's work on it step by step, takes the
 * answer, and takes a letter back that went out by mistake.
 */
public final class GovernmentOffice {

    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

    private final AgencyClient client;
    private final OrganId self;
    private final Dispatch dispatch;
    private final NoticeDesk notices;
    private final Reception reception;
    private final Story story;
    private final InstantSource clock;
    private final OrganNames names = new OrganNames();

    /** @param inbox folder for what arrives */
    public GovernmentOffice(
            AgencyClient client, OrganId self, Sandbox sandbox, Path inbox, Story story, InstantSource clock) {
        this.client = client;
        this.self = self;
        this.dispatch = new Dispatch(client, self, story, clock);
        this.notices = new NoticeDesk(client, sandbox.originalVerifier(), story, clock);
        this.reception = new Reception(client, sandbox, inbox, story, clock);
        this.story = story;
        this.clock = clock;
    }

    /**
     * @param number of the letter
     * @param patience how long to wait for the recipient, each time
     * @return whether every step held
     */
    public boolean run(int number, OrganId addressee, Duration patience) throws IOException, InterruptedException {
        Connections.tell(client, story);
        OutgoingDocument document = dispatch.draft(
                SampleLetters.onTheBus(number, LocalDate.ofInstant(clock.instant(), HANOI), names.of(addressee)),
                addressee,
                "drafted");
        Receipt receipt = dispatch.send(document, "accepted");
        return sendAgain(document, receipt)
                && dispatch.follow(document.messageId(), patience)
                && notices.readUntil(document.messageId(), Digest.sha256(document.edxml()), "06", patience)
                && reception.await(1, patience).size() == 1
                && takeBack(number + 1, addressee, patience);
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

    /** A letter that went to the wrong agency and has not been fetched yet: status 13. */
    private boolean takeBack(int number, OrganId addressee, Duration patience) {
        OfficialLetter letter =
                SampleLetters.meeting(number, LocalDate.ofInstant(clock.instant(), HANOI), names.of(addressee));
        OutgoingDocument mistake = dispatch.draft(letter, addressee, "mistake-drafted");
        Receipt receipt = dispatch.send(mistake, "mis-sent");
        Digest edxml = Digest.sha256(mistake.edxml());
        byte[] asked = new EdxmlWriter()
                .write(StatusNote.of(
                                new Letter.Party(self, names.of(self)),
                                new StatusNote.About(
                                        addressee,
                                        letter.number() + "/" + letter.notation(),
                                        Optional.of(letter.date()),
                                        receipt.documentId()),
                                StatusCode.ASKED_BACK,
                                clock.instant())
                        .describedAs("Gửi nhầm nơi nhận"));
        client.sendStatus(OutgoingStatus.of(new MessageId(self + "-" + UUID.randomUUID()), asked, edxml)
                .ofDelivery(receipt.recipients().get(0).delivery().orElseThrow()));
        story.held("asked-back", "Báo trạng thái 13: lấy lại, gửi nhầm nơi nhận", "Told status 13: sent by mistake");
        return notices.readUntil(mistake.messageId(), edxml, "RECALLED", patience) && isGone(mistake.messageId());
    }

    private boolean isGone(MessageId mistake) {
        Progress.State state = client.status(mistake).recipients().get(0).state();
        if (state == Progress.State.RECALLED) {
            story.held(
                    "recalled",
                    "Đã lấy lại trước khi nơi nhận lấy văn bản: nơi nhận không hề thấy",
                    "Taken back before the recipient fetched it: the recipient never sees it");
            return true;
        }
        story.failed("recalled", "Chưa lấy lại được: " + state, "Not taken back: " + state);
        return false;
    }
}
