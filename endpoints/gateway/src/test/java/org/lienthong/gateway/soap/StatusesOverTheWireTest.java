package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.RetryPolicy;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.notice.Notice;
import org.lienthong.client.notice.NoticePage;
import org.lienthong.client.notice.NoticeQuery;
import org.lienthong.client.notice.OutgoingStatus;
import org.lienthong.client.notice.ReceivedStatus;
import org.lienthong.client.notice.RegisterEntry;
import org.lienthong.client.original.OriginalVerifier;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.soap.BusIdentity;
import org.lienthong.client.tracking.Business;
import org.lienthong.client.tracking.Progress;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.edxml.EdxmlWriter;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.edxml.StatusNote;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.seal.RevocationList;
import org.lienthong.message.seal.TestAuthority;
import org.lienthong.message.seal.TrustAnchors;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.Tree;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.ConfirmNotices;
import org.lienthong.xsd.exchange.ReceiveNotices;
import org.lienthong.xsd.exchange.SendStatus;
import org.lienthong.xsd.types.EdxmlContent;
import org.lienthong.xsd.types.NoticeToConfirm;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Status messages and notices, by the SDK and by hand. */
class StatusesOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    private static final OrganId VPCP = new OrganId("G22");
    private static final OrganId HCMC = new OrganId("H29");

    private static AgencyClient client(String system, SoapVersion version) {
        BusIdentity bus = new BusIdentity(
                URI.create("http://127.0.0.1:" + BUS.port() + "/exchange"),
                new BusUri(BusExtension.URI),
                BUS.keys().pinned(),
                version);
        return AgencyClient.open(
                bus,
                BUS.keys().named(system),
                AgencyClient.Settings.standard()
                        .retrying(new RetryPolicy(3, Duration.ofMillis(20), Duration.ofSeconds(1))));
    }

    /** A letter of VPCP on its way to HCMC. */
    private record Sent(MessageId message, DocumentId document, Digest edxml, DeliveryId delivery) {}

    private static Sent send(AgencyClient vpcp) {
        byte[] edxml = Letters.edxml(List.of());
        MessageId message = new MessageId("m-" + UUID.randomUUID());
        Receipt receipt = vpcp.send(OutgoingDocument.of(message, edxml, List.of()));
        return new Sent(
                message,
                receipt.documentId(),
                Digest.sha256(edxml),
                receipt.recipients().get(0).delivery().orElseThrow());
    }

    private static void take(AgencyClient hcmc, Sent sent) {
        List<Delivery> leased = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            leased.addAll(hcmc.receive(ReceiveRequest.upTo(100).waiting(Duration.ofSeconds(5)))
                    .deliveries());
            return leased.stream().anyMatch(delivery -> delivery.id().equals(sent.delivery()));
        });
        ReceivedDocument document = hcmc.get(sent.delivery(), Include.BOTH);
        hcmc.confirm(Confirmation.of(document, Outcome.TAKEN, Instant.now()));
    }

    private static OutgoingStatus status(StatusCode code, Sent sent) {
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
    private static List<Notice> notices(AgencyClient of, Sent sent) {
        List<Notice> found = new ArrayList<>();
        NoticePage page = of.receiveNotices(NoticeQuery.upTo(100));
        page.notices().stream().filter(notice -> isAbout(notice, sent)).forEach(found::add);
        while (page.more()) {
            page = of.receiveNotices(NoticeQuery.upTo(100).after(page.next().orElseThrow()));
            page.notices().stream().filter(notice -> isAbout(notice, sent)).forEach(found::add);
        }
        return found;
    }

    private static boolean isAbout(Notice notice, Sent sent) {
        return notice.delivery().filter(of -> of.id().equals(sent.delivery())).isPresent();
    }

    private static Progress progress(AgencyClient vpcp, Sent sent) {
        return vpcp.status(sent.message()).recipients().get(0);
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void everyStepOfTheRecipientReachesTheSenderWithTheRecipientsOwnSignature(SoapVersion version) {
        AgencyClient vpcp = client("vpcp", version);
        AgencyClient hcmc = client("hcmc", version);
        Sent sent = send(vpcp);
        take(hcmc, sent);
        OutgoingStatus received =
                status(StatusCode.RECEIVED, sent).with(RegisterEntry.arrived("1207", LocalDate.of(2026, 11, 24)));

        Receipt receipt = hcmc.sendStatus(received);
        assertThat(hcmc.sendStatus(received).eventSha256()).as("a retry").isEqualTo(receipt.eventSha256());
        hcmc.sendStatus(status(StatusCode.COMPLETED, sent));

        await().atMost(Duration.ofSeconds(30)).until(() -> notices(vpcp, sent).size() == 3);
        List<Notice> told = notices(vpcp, sent);
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
        assertThat(notices(vpcp, sent)).isEmpty();
        assertThat(vpcp.receiveNotices(NoticeQuery.upTo(1).after(told.get(0).id())))
                .as("a cursor still brings them")
                .satisfies(page -> assertThat(page.notices()).isNotEmpty());
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void aDocumentAskedBackInTimeIsNeverHandedOver(SoapVersion version) {
        AgencyClient vpcp = client("vpcp", version);
        Sent sent = send(vpcp);

        vpcp.sendStatus(status(StatusCode.ASKED_BACK, sent));

        assertThat(progress(vpcp, sent).state()).isEqualTo(Progress.State.RECALLED);
        await().atMost(Duration.ofSeconds(30)).until(() -> !notices(vpcp, sent).isEmpty());
        assertThat(notices(vpcp, sent)).extracting(Notice::kind).containsExactly("RECALLED");
        assertThat(notices(client("hcmc", version), sent)).isEmpty();
        assertThat(refusal(() -> client("hcmc", version).get(sent.delivery(), Include.BOTH)))
                .isEqualTo("DeliveryEnded");
    }

    @Test
    void aDocumentAskedBackLateIsGivenBackByItsRecipient() {
        AgencyClient vpcp = client("vpcp", SoapVersion.SOAP_11);
        AgencyClient hcmc = client("hcmc", SoapVersion.SOAP_12);
        Sent sent = send(vpcp);
        take(hcmc, sent);

        OutgoingStatus asked = status(StatusCode.ASKED_BACK, sent);
        vpcp.sendStatus(asked);
        assertThat(progress(vpcp, sent).business().orElseThrow().asked()).contains(asked.messageId());
        await().atMost(Duration.ofSeconds(30)).until(() -> !notices(hcmc, sent).isEmpty());
        assertThat(notices(hcmc, sent).get(0).status().orElseThrow().code()).isEqualTo("13");
        hcmc.sendStatus(status(StatusCode.CHANGE_AGREED, sent));

        assertThat(progress(vpcp, sent).business().orElseThrow().code()).contains("15");
        assertThat(refusal(() -> hcmc.sendStatus(status(StatusCode.COMPLETED, sent))))
                .isEqualTo("StatusOutOfOrder");
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void whoWaitsForNoticesHearsOfTheNextOneSoon(SoapVersion version) throws Exception {
        AgencyClient vpcp = client("vpcp", version);
        AgencyClient hcmc = client("hcmc", version);
        Sent sent = send(vpcp);
        take(hcmc, sent);
        await().atMost(Duration.ofSeconds(30)).until(() -> !notices(vpcp, sent).isEmpty());
        NoticeId last = last(vpcp);

        CompletableFuture<NoticePage> waits = CompletableFuture.supplyAsync(
                () -> vpcp.receiveNotices(NoticeQuery.upTo(10).after(last).waiting(Duration.ofSeconds(45))));
        Assertions.assertThatThrownBy(() -> waits.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        hcmc.sendStatus(status(StatusCode.ARRIVED, sent));

        assertThat(waits.get(40, TimeUnit.SECONDS).notices()).anyMatch(notice -> isAbout(notice, sent));
    }

    @Test
    void theSenderVerifiesWhatTheRecipientSigned() {
        AgencyClient vpcp = client("vpcp", SoapVersion.SOAP_11);
        AgencyClient hcmc = client("hcmc", SoapVersion.SOAP_12);
        Sent sent = send(vpcp);
        take(hcmc, sent);
        hcmc.sendStatus(status(StatusCode.ARRIVED, sent));
        await().atMost(Duration.ofSeconds(30)).until(() -> notices(vpcp, sent).size() == 2);
        Notice notice = notices(vpcp, sent).get(1);
        TestAuthority authority = BUS.keys().authority();
        OriginalVerifier verifier = new OriginalVerifier(
                TrustAnchors.of(List.of(authority.certificate()), true),
                issuer -> Optional.of(RevocationList.of(authority.crl(
                        Instant.now().minus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1))))));

        ReceivedStatus status = notice.status().orElseThrow();
        assertThat(verifier.verify(status, sent.edxml(), notice.at()).signer())
                .isEqualTo(BUS.keys().hcmc().certificate());
        Assertions.assertThatThrownBy(() -> verifier.verify(status, Digest.sha256(new byte[1]), notice.at()))
                .as("of another document")
                .isInstanceOf(ContentMismatch.class);
    }

    @Test
    void theDigestOfANoticeIsThatOfItsElementsAsTheProfileLists() throws IOException {
        AgencyClient hcmc = client("hcmc", SoapVersion.SOAP_11);
        Sent sent = send(client("vpcp", SoapVersion.SOAP_11));
        take(hcmc, sent);
        hcmc.sendStatus(status(StatusCode.ASSIGNED, sent)
                .with(new RegisterEntry(
                        Optional.of("1207/Đ"),
                        Optional.of(LocalDate.of(2026, 11, 24)),
                        Optional.of("Phòng Kinh tế"),
                        Optional.of("Trần Văn B"),
                        Optional.of(Instant.parse("2026-11-24T01:02:03.040Z")),
                        Optional.of(true))));
        TestAgency vpcp = BUS.agency("vpcp");
        ReceiveNotices request = new ReceiveNotices();
        request.setMax(100);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> notices(client("vpcp", SoapVersion.SOAP_11), sent).size() == 2);
        NoticeId before =
                notices(client("vpcp", SoapVersion.SOAP_11), sent).get(0).id();
        request.setAfter(before.toString());
        request.setRequestContext(TestAgency.context());

        Envelope answer = vpcp.verified(
                vpcp.post(vpcp.sealed(request, SoapVersion.SOAP_11), SoapVersion.SOAP_11), SoapVersion.SOAP_11);
        NodeList told = answer.operation().getElementsByTagNameNS(WireTypes.MESSAGES, "Notice");

        assertThat(told.getLength()).isPositive();
        for (int i = 0; i < told.getLength(); i++) {
            Element notice = (Element) told.item(i);
            StringBuilder text = new StringBuilder();
            for (String name : LISTED) {
                at(notice, name).ifPresent(element -> text.append(name + "\t" + element.getTextContent() + "\n"));
            }
            assertThat(at(notice, "Sha256").orElseThrow().getTextContent())
                    .isEqualTo(Digest.sha256(text.toString().getBytes(StandardCharsets.UTF_8))
                            .toString());
        }
    }

    /** PROFILE.md 12. */
    private static final List<String> LISTED = List.of(
            "NoticeId",
            "Kind",
            "At",
            "DeliveryId",
            "MessageId",
            "DocumentId",
            "From",
            "To",
            "Attempt",
            "Reason",
            "TakenAt",
            "Organ",
            "Successor",
            "EventSha256",
            "Status/MessageId",
            "Status/Seq",
            "Status/Code",
            "Status/Edxml/Sha256",
            "Status/ArrivalNumber",
            "Status/ArrivalDate",
            "Status/HandlingUnit",
            "Status/Assignee",
            "Status/SubmittedToLeaderAt",
            "Status/WaitingForPaper",
            "Status/Original/Sha256");

    private static Optional<Element> at(Element parent, String path) {
        Optional<Element> found = Optional.of(parent);
        for (String name : List.of(path.split("/", -1))) {
            found = found.flatMap(element ->
                    Tree.named(element, WireTypes.TYPES, name).stream().findFirst());
        }
        return found;
    }

    private static NoticeId last(AgencyClient of) {
        NoticePage page = of.receiveNotices(NoticeQuery.upTo(100));
        while (page.more()) {
            page = of.receiveNotices(NoticeQuery.upTo(100).after(page.next().orElseThrow()));
        }
        return page.next().orElseThrow();
    }

    @Test
    void anothersNoticesAreNobodysAndAWrongDigestConfirmsNothing() throws IOException {
        AgencyClient vpcp = client("vpcp", SoapVersion.SOAP_11);
        Sent sent = send(vpcp);
        vpcp.sendStatus(status(StatusCode.ASKED_BACK, sent));
        await().atMost(Duration.ofSeconds(30)).until(() -> !notices(vpcp, sent).isEmpty());
        List<Notice> mine = notices(vpcp, sent);

        assertThat(refusal(() -> client("hcmc", SoapVersion.SOAP_11).confirmNotices(mine)))
                .isEqualTo("UnknownNotice");
        assertThat(refusal(() -> client("hcmc", SoapVersion.SOAP_11)
                        .receiveNotices(NoticeQuery.upTo(1).after(mine.get(0).id()))))
                .isEqualTo("UnknownNotice");
        ConfirmNotices wrong = new ConfirmNotices();
        wrong.setRequestContext(TestAgency.context());
        NoticeToConfirm one = new NoticeToConfirm();
        one.setNoticeId(mine.get(0).id().toString());
        one.setSha256("0".repeat(64));
        wrong.getNotice().add(one);
        assertThat(BUS.agency("vpcp").refused(wrong).getCode()).isEqualTo("ConfirmMismatch");
        assertThat(notices(vpcp, sent)).hasSize(1);
    }

    @Test
    void whatTheSchemaForbidsIsRefusedWithItsPlace() throws IOException {
        Sent sent = send(client("vpcp", SoapVersion.SOAP_11));
        SendStatus request = new SendStatus();
        request.setRequestContext(TestAgency.context());
        request.setMessageId("s-" + UUID.randomUUID());
        OutgoingStatus status = status(StatusCode.ARRIVED, sent);
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
                AgencyClient.Settings.standard().actingFor(VPCP));
        assertThat(refusal(() -> regional.receiveNotices(NoticeQuery.upTo(1)))).isEqualTo("NotAuthorised");
        Sent sent = send(client("vpcp", SoapVersion.SOAP_11));
        assertThat(refusal(() -> regional.sendStatus(status(StatusCode.ASKED_BACK, sent))))
                .isEqualTo("NotAuthorised");
    }

    private static String refusal(Runnable call) {
        BusRefused refused = Assertions.catchThrowableOfType(BusRefused.class, call::run);
        assertThat(refused).as("refused").isNotNull();
        return refused.code();
    }
}
