package org.lienthong.simulator.agency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.notice.Notice;
import org.lienthong.client.notice.NoticePage;
import org.lienthong.client.notice.NoticeQuery;
import org.lienthong.client.notice.ReceivedStatus;
import org.lienthong.client.original.OriginalVerifier;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.NoticeId;

/** Where an office reads what became of its documents, and signs for having read it. */
final class NoticeDesk {

    private static final Duration LONG_POLL = Duration.ofSeconds(10);

    private final AgencyClient client;
    private final OriginalVerifier verifier;
    private final Story story;
    private final InstantSource clock;
    private Optional<NoticeId> cursor = Optional.empty();

    NoticeDesk(AgencyClient client, OriginalVerifier verifier, Story story, InstantSource clock) {
        this.client = client;
        this.verifier = verifier;
        this.story = story;
        this.clock = clock;
    }

    /**
     * @param about the document
     * @param edxml its digest, which every status must name
     * @param last kind of the notice, or code of the status, that ends the reading
     * @return whether it came in time, and everything before it held
     */
    boolean readUntil(MessageId about, Digest edxml, String last, Duration patience) {
        Instant until = clock.instant().plus(patience);
        while (clock.instant().isBefore(until)) {
            NoticePage page = client.receiveNotices(ask());
            List<Notice> read = new ArrayList<>();
            boolean ended = false;
            for (Notice notice : page.notices()) {
                read.add(notice);
                if (notice.delivery().filter(of -> of.messageId().equals(about)).isPresent()) {
                    if (!tell(notice, edxml)) {
                        return false;
                    }
                    ended |= last.equals(name(notice));
                }
            }
            if (!read.isEmpty()) {
                client.confirmNotices(read);
                cursor = page.next().or(() -> cursor);
            }
            if (ended) {
                return true;
            }
        }
        story.failed("notice-" + last, "Không thấy thông báo " + last, "No notice " + last + " came");
        return false;
    }

    private NoticeQuery ask() {
        NoticeQuery query = NoticeQuery.upTo(50).waiting(LONG_POLL);
        return cursor.map(query::after).orElse(query);
    }

    private boolean tell(Notice notice, Digest edxml) {
        String name = name(notice);
        if (notice.status().isEmpty()) {
            story.held(
                    "notice-" + name,
                    "Thông báo của trục: " + vietnamese(name),
                    "Notice of the bus: " + notice.kind() + ", event "
                            + notice.eventSha256().toString().substring(0, 12) + "…");
            return true;
        }
        ReceivedStatus status = notice.status().get();
        try {
            verifier.verify(status, edxml, notice.at());
        } catch (ContentMismatch forged) {
            story.failed(
                    "notice-" + name,
                    "Chữ ký của nơi nhận trên trạng thái " + name + " không hợp lệ: " + forged.getMessage(),
                    "The recipient's signature on status " + name + " does not hold: " + forged.getMessage());
            return false;
        }
        story.held(
                "notice-" + name,
                "Nơi nhận báo " + name + ": " + vietnamese(name) + entry(status) + "; chữ ký của nơi nhận hợp lệ",
                "The recipient says " + name + entry(status) + "; its own signature holds");
        return true;
    }

    private static String name(Notice notice) {
        return notice.status().map(ReceivedStatus::code).orElse(notice.kind());
    }

    private static String entry(ReceivedStatus status) {
        return status.entry().arrivalNumber().map(number -> " (" + number + ")").orElse("")
                + status.entry().assignee().map(who -> " (" + who + ")").orElse("");
    }

    private static String vietnamese(String name) {
        return switch (name) {
            case "01" -> "đã đến";
            case "02" -> "từ chối";
            case "03" -> "đã tiếp nhận";
            case "04" -> "đã phân công";
            case "05" -> "đang xử lý";
            case "06" -> "đã hoàn thành";
            case "TAKEN" -> "nơi nhận đã ký nhận văn bản";
            case "RECALLED" -> "văn bản đã được lấy lại";
            default -> name;
        };
    }
}
