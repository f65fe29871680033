package org.lienthong.simulator.agency;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.notice.OutgoingStatus;
import org.lienthong.client.notice.RegisterEntry;
import org.lienthong.message.edxml.EdxmlDocument;
import org.lienthong.message.edxml.EdxmlWriter;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.edxml.StatusNote;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.authority.OrganNames;

/** The city's work on a document that came in: every step of it is told to the document's sender. Persons are invented. */
final class Processing {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu/MM/dd");
    private static final String ARRIVAL_NUMBER = "1268";

    private final AgencyClient client;
    private final OrganId self;
    private final Story story;
    private final InstantSource clock;
    private final EdxmlWriter writer = new EdxmlWriter();

    Processing(AgencyClient client, OrganId self, Story story, InstantSource clock) {
        this.client = client;
        this.self = self;
        this.story = story;
        this.clock = clock;
    }

    void work(Reception.Taken taken) {
        tell(taken, StatusCode.ARRIVED, RegisterEntry.NONE, "Văn bản đã vào hệ thống của thành phố", "arrived");
        tell(
                taken,
                StatusCode.RECEIVED,
                RegisterEntry.arrived(ARRIVAL_NUMBER, LocalDate.ofInstant(clock.instant(), VIETNAM)),
                "Văn thư vào sổ văn bản đến, số đến " + ARRIVAL_NUMBER,
                "registered, number " + ARRIVAL_NUMBER);
        tell(taken, StatusCode.ASSIGNED, assigned(clock.instant()), "Trình lãnh đạo, phân công xử lý", "assigned");
        tell(taken, StatusCode.IN_WORK, RegisterEntry.NONE, "Đang xử lý", "in work");
        tell(taken, StatusCode.COMPLETED, RegisterEntry.NONE, "Hoàn thành xử lý", "completed");
    }

    private static RegisterEntry assigned(Instant submitted) {
        return new RegisterEntry(
                Optional.empty(),
                Optional.empty(),
                Optional.of("Phòng Kiểm soát thủ tục hành chính"),
                Optional.of("Lê Hoàng Phúc"),
                Optional.of(submitted),
                Optional.empty());
    }

    private void tell(Reception.Taken taken, StatusCode code, RegisterEntry entry, String vi, String en) {
        EdxmlDocument document = taken.document();
        byte[] edxml = writer.write(StatusNote.of(
                        new Letter.Party(self, new OrganNames().of(self)),
                        new StatusNote.About(
                                document.from(),
                                document.code(),
                                Optional.of(LocalDate.parse(document.promulgationDate(), DATE)),
                                document.documentId()),
                        code,
                        clock.instant())
                .describedAs(vi));
        client.sendStatus(OutgoingStatus.of(new MessageId(self + "-" + UUID.randomUUID()), edxml, taken.edxmlSha256())
                .ofDelivery(taken.received().deliveryId())
                .with(entry));
        story.held(
                "said-" + code.wire(),
                "Báo trạng thái " + code.wire() + ": " + vi,
                "Told status " + code.wire() + ": " + en);
    }
}
