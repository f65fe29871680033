package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.RetryPolicy;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.notice.Notice;
import org.lienthong.client.notice.NoticePage;
import org.lienthong.client.notice.NoticeQuery;
import org.lienthong.client.notice.OutgoingStatus;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.soap.BusIdentity;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.message.edxml.EdxmlWriter;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.edxml.StatusNote;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.wire.SoapVersion;

/** VPCP and HCMC as the SDK lets them be. */
final class Correspondents {

    static final OrganId VPCP = new OrganId("G22");
    static final OrganId HCMC = new OrganId("H29");

    private final BusExtension bus;

    Correspondents(BusExtension bus) {
        this.bus = bus;
    }

    AgencyClient client(String system, SoapVersion version) {
        BusIdentity identity = new BusIdentity(
                URI.create("http://127.0.0.1:" + bus.port() + "/exchange"),
                new BusUri(BusExtension.URI),
                bus.keys().pinned(),
                version);
        return AgencyClient.open(
                identity,
                bus.keys().named(system),
                AgencyClient.Settings.standard()
                        .retrying(new RetryPolicy(3, Duration.ofMillis(20), Duration.ofSeconds(1))));
    }

    /** A letter of VPCP on its way to HCMC. */
    record Sent(MessageId message, DocumentId document, Digest edxml, DeliveryId delivery) {}

    static Sent send(AgencyClient vpcp) {
        byte[] edxml = Letters.edxml(List.of());
        MessageId message = new MessageId("m-" + UUID.randomUUID());
        Receipt receipt = vpcp.send(OutgoingDocument.of(message, edxml, List.of()));
        return new Sent(
                message,
                receipt.documentId(),
                Digest.sha256(edxml),
                receipt.recipients().get(0).delivery().orElseThrow());
    }

    static void take(AgencyClient hcmc, Sent sent) {
        List<Delivery> leased = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            leased.addAll(hcmc.receive(ReceiveRequest.upTo(100).waiting(Duration.ofSeconds(5)))
                    .deliveries());
            return leased.stream().anyMatch(delivery -> delivery.id().equals(sent.delivery()));
        });
        ReceivedDocument document = hcmc.get(sent.delivery(), Include.BOTH);
        hcmc.confirm(Confirmation.of(document, Outcome.TAKEN, Instant.now()));
    }

    static OutgoingStatus status(StatusCode code, Sent sent) {
        boolean sender = code.isOfTheSender();
        StatusNote note = StatusNote.of(
                        new Letter.Party(sender ? VPCP : HCMC, "Cơ quan"),
                        new StatusNote.About(sender ? HCMC : VPCP, "1/VPCP-KSTT", Optional.empty(), sent.document()),
                        code,
                        Instant.now())
                .describedAs("đã xem");
        return OutgoingStatus.of(new MessageId("s-" + UUID.randomUUID()), new EdxmlWriter().write(note), sent.edxml())
                .ofDelivery(sent.delivery());
    }

    /** @return everything about this delivery, page by page, as it stands now */
    static List<Notice> notices(AgencyClient of, Sent sent) {
        List<Notice> found = new ArrayList<>();
        NoticePage page = of.receiveNotices(NoticeQuery.upTo(100));
        page.notices().stream().filter(notice -> isAbout(notice, sent)).forEach(found::add);
        while (page.more()) {
            page = of.receiveNotices(NoticeQuery.upTo(100).after(page.next().orElseThrow()));
            page.notices().stream().filter(notice -> isAbout(notice, sent)).forEach(found::add);
        }
        return found;
    }

    static boolean isAbout(Notice notice, Sent sent) {
        return notice.delivery().filter(of -> of.id().equals(sent.delivery())).isPresent();
    }

    static String refusal(Runnable call) {
        BusRefused refused = Assertions.catchThrowableOfType(BusRefused.class, call::run);
        assertThat(refused).as("refused").isNotNull();
        return refused.code();
    }
}
