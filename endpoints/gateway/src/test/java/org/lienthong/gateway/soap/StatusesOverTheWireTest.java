package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.notice.Notice;
import org.lienthong.client.notice.NoticeQuery;
import org.lienthong.client.notice.OutgoingStatus;
import org.lienthong.client.notice.ReceivedStatus;
import org.lienthong.client.notice.RegisterEntry;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.soap.BusIdentity;
import org.lienthong.client.tracking.Business;
import org.lienthong.client.tracking.Progress;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.SendStatus;
import org.lienthong.xsd.types.EdxmlContent;

/** Status messages and notices, by the SDK and by hand. */
class StatusesOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    private final Correspondents people = new Correspondents(BUS);

    private static Progress progress(AgencyClient vpcp, Correspondents.Sent sent) {
        return vpcp.status(sent.message()).recipients().get(0);
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void everyStepOfTheRecipientReachesTheSenderWithTheRecipientsOwnSignature(SoapVersion version) {
        AgencyClient vpcp = people.client("vpcp", version);
        AgencyClient hcmc = people.client("hcmc", version);
        Correspondents.Sent sent = Correspondents.send(vpcp);
        Correspondents.take(hcmc, sent);
        OutgoingStatus received = Correspondents.status(StatusCode.RECEIVED, sent)
                .with(RegisterEntry.arrived("1207", LocalDate.of(2026, 11, 24)));

        Receipt receipt = hcmc.sendStatus(received);
        assertThat(hcmc.sendStatus(received).eventSha256()).as("a retry").isEqualTo(receipt.eventSha256());
        hcmc.sendStatus(Correspondents.status(StatusCode.COMPLETED, sent));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> Correspondents.notices(vpcp, sent).size() == 3);
        List<Notice> told = Correspondents.notices(vpcp, sent);
        assertThat(told).extracting(Notice::kind).containsExactly("TAKEN", "STATUS", "STATUS");
        ReceivedStatus status = told.get(1).status().orElseThrow();
        assertThat(status.code()).isEqualTo("03");
        assertThat(status.seq()).isEqualTo(1);
        assertThat(status.messageId()).isEqualTo(received.messageId());
        assertThat(status.edxml().bytes()).isEqualTo(received.edxml());
        assertThat(status.entry()).isEqualTo(received.entry());
        assertThat(told.get(1).eventSha256()).isEqualTo(receipt.eventSha256());
        assertThat(new EdxmlReader().readStatus(status.edxml().bytes()).status())
                .hasValueSatisfying(read -> assertThat(read.statusCode()).isEqualTo(StatusCode.RECEIVED));
        assertThat(new String(((ServedContent.Inline) status.original().content()).bytes(), StandardCharsets.UTF_8))
                .contains("SignatureValue", received.messageId().value());

        Business business = progress(vpcp, sent).business().orElseThrow();
        assertThat(business.code()).contains("06");
        assertThat(business.entry().arrivalNumber()).contains("1207");
        assertThat(business.asked()).isEmpty();

        Map<NoticeId, Instant> confirmed = vpcp.confirmNotices(told);
        assertThat(confirmed.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        told.stream().map(Notice::id).toList());
        assertThat(vpcp.confirmNotices(told)).as("again").isEqualTo(confirmed);
        assertThat(Correspondents.notices(vpcp, sent)).isEmpty();
        assertThat(vpcp.receiveNotices(NoticeQuery.upTo(1).after(told.get(0).id())))
                .as("a cursor still brings them")
                .satisfies(page -> assertThat(page.notices()).isNotEmpty());
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void aDocumentAskedBackInTimeIsNeverHandedOver(SoapVersion version) {
        AgencyClient vpcp = people.client("vpcp", version);
        Correspondents.Sent sent = Correspondents.send(vpcp);

        vpcp.sendStatus(Correspondents.status(StatusCode.ASKED_BACK, sent));

        assertThat(progress(vpcp, sent).state()).isEqualTo(Progress.State.RECALLED);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !Correspondents.notices(vpcp, sent).isEmpty());
        assertThat(Correspondents.notices(vpcp, sent)).extracting(Notice::kind).containsExactly("RECALLED");
        assertThat(Correspondents.notices(people.client("hcmc", version), sent)).isEmpty();
        assertThat(Correspondents.refusal(() -> people.client("hcmc", version).get(sent.delivery(), Include.BOTH)))
                .isEqualTo("DeliveryEnded");
    }

    @Test
    void aDocumentAskedBackLateIsGivenBackByItsRecipient() {
        AgencyClient vpcp = people.client("vpcp", SoapVersion.SOAP_11);
        AgencyClient hcmc = people.client("hcmc", SoapVersion.SOAP_12);
        Correspondents.Sent sent = Correspondents.send(vpcp);
        Correspondents.take(hcmc, sent);

        OutgoingStatus asked = Correspondents.status(StatusCode.ASKED_BACK, sent);
        vpcp.sendStatus(asked);
        assertThat(progress(vpcp, sent).business().orElseThrow().asked()).contains(asked.messageId());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !Correspondents.notices(hcmc, sent).isEmpty());
        assertThat(Correspondents.notices(hcmc, sent)
                        .get(0)
                        .status()
                        .orElseThrow()
                        .code())
                .isEqualTo("13");
        hcmc.sendStatus(Correspondents.status(StatusCode.CHANGE_AGREED, sent));

        assertThat(progress(vpcp, sent).business().orElseThrow().code()).contains("15");
        assertThat(Correspondents.refusal(() -> hcmc.sendStatus(Correspondents.status(StatusCode.COMPLETED, sent))))
                .isEqualTo("StatusOutOfOrder");
    }

    @Test
    void whatTheSchemaForbidsIsRefusedWithItsPlace() throws IOException {
        Correspondents.Sent sent = Correspondents.send(people.client("vpcp", SoapVersion.SOAP_11));
        SendStatus request = new SendStatus();
        request.setRequestContext(TestAgency.context());
        request.setMessageId("s-" + UUID.randomUUID());
        OutgoingStatus status = Correspondents.status(StatusCode.ARRIVED, sent);
        EdxmlContent edxml = new EdxmlContent();
        edxml.setContent(status.edxml());
        edxml.setLength(status.edxml().length);
        edxml.setSha256(Digest.sha256(status.edxml()).toString());
        request.setEdxml(edxml);
        request.setDeliveryId(sent.delivery().toString());
        request.setEdxmlSha256(sent.edxml().toString());
        request.setAssignee("Trần Văn B\nTrưởng phòng");

        assertThat(BUS.agency("hcmc").refused(request).getElement()).endsWith("SendStatus/Assignee");
        request.setAssignee("Trần Văn B");
        request.setArrivalDate("24/11/2026");
        assertThat(BUS.agency("hcmc").refused(request).getElement()).endsWith("SendStatus/ArrivalDate");
        request.setArrivalDate("2026-11-24");
        request.setDeliveryId("no-such-delivery");
        assertThat(BUS.agency("hcmc").refused(request).getCode()).isEqualTo("UnknownDelivery");
    }

    @Test
    void statusesAndNoticesNeedTheirScope() {
        AgencyClient regional = AgencyClient.open(
                new BusIdentity(
                        URI.create("http://127.0.0.1:" + BUS.port() + "/exchange"),
                        new BusUri(BusExtension.URI),
                        BUS.keys().pinned(),
                        SoapVersion.SOAP_11),
                BUS.keys().named("regional"),
                AgencyClient.Settings.standard().actingFor(Correspondents.VPCP));
        assertThat(Correspondents.refusal(() -> regional.receiveNotices(NoticeQuery.upTo(1))))
                .isEqualTo("NotAuthorised");
        Correspondents.Sent sent = Correspondents.send(people.client("vpcp", SoapVersion.SOAP_11));
        assertThat(Correspondents.refusal(
                        () -> regional.sendStatus(Correspondents.status(StatusCode.ASKED_BACK, sent))))
                .isEqualTo("NotAuthorised");
    }
}
