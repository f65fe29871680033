package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.notice.Notice;
import org.lienthong.client.notice.NoticePage;
import org.lienthong.client.notice.NoticeQuery;
import org.lienthong.client.notice.ReceivedStatus;
import org.lienthong.client.notice.RegisterEntry;
import org.lienthong.client.original.OriginalVerifier;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.seal.RevocationList;
import org.lienthong.message.seal.TestAuthority;
import org.lienthong.message.seal.TrustAnchors;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.Tree;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.ConfirmNotices;
import org.lienthong.xsd.exchange.ReceiveNotices;
import org.lienthong.xsd.types.NoticeToConfirm;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Notices as a stranger would check them: waiting, digests, originals, and whose they are. */
class NoticesOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    private final Correspondents people = new Correspondents(BUS);

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void whoWaitsForNoticesHearsOfTheNextOneSoon(SoapVersion version) throws Exception {
        AgencyClient vpcp = people.client("vpcp", version);
        AgencyClient hcmc = people.client("hcmc", version);
        Correspondents.Sent sent = Correspondents.send(vpcp);
        Correspondents.take(hcmc, sent);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !Correspondents.notices(vpcp, sent).isEmpty());
        NoticeId last = last(vpcp);

        CompletableFuture<NoticePage> waits = CompletableFuture.supplyAsync(
                () -> vpcp.receiveNotices(NoticeQuery.upTo(10).after(last).waiting(Duration.ofSeconds(45))));
        Assertions.assertThatThrownBy(() -> waits.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        hcmc.sendStatus(Correspondents.status(StatusCode.ARRIVED, sent));

        assertThat(waits.get(40, TimeUnit.SECONDS).notices()).anyMatch(notice -> Correspondents.isAbout(notice, sent));
    }

    @Test
    void theSenderVerifiesWhatTheRecipientSigned() {
        AgencyClient vpcp = people.client("vpcp", SoapVersion.SOAP_11);
        AgencyClient hcmc = people.client("hcmc", SoapVersion.SOAP_12);
        Correspondents.Sent sent = Correspondents.send(vpcp);
        Correspondents.take(hcmc, sent);
        hcmc.sendStatus(Correspondents.status(StatusCode.ARRIVED, sent));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Correspondents.notices(vpcp, sent).size() == 2);
        Notice notice = Correspondents.notices(vpcp, sent).get(1);
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
        AgencyClient hcmc = people.client("hcmc", SoapVersion.SOAP_11);
        Correspondents.Sent sent = Correspondents.send(people.client("vpcp", SoapVersion.SOAP_11));
        Correspondents.take(hcmc, sent);
        hcmc.sendStatus(Correspondents.status(StatusCode.ASSIGNED, sent)
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
                .until(() -> Correspondents.notices(people.client("vpcp", SoapVersion.SOAP_11), sent)
                                .size()
                        == 2);
        NoticeId before = Correspondents.notices(people.client("vpcp", SoapVersion.SOAP_11), sent)
                .get(0)
                .id();
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
        AgencyClient vpcp = people.client("vpcp", SoapVersion.SOAP_11);
        Correspondents.Sent sent = Correspondents.send(vpcp);
        vpcp.sendStatus(Correspondents.status(StatusCode.ASKED_BACK, sent));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !Correspondents.notices(vpcp, sent).isEmpty());
        List<Notice> mine = Correspondents.notices(vpcp, sent);

        assertThat(Correspondents.refusal(
                        () -> people.client("hcmc", SoapVersion.SOAP_11).confirmNotices(mine)))
                .isEqualTo("UnknownNotice");
        assertThat(Correspondents.refusal(() -> people.client("hcmc", SoapVersion.SOAP_11)
                        .receiveNotices(NoticeQuery.upTo(1).after(mine.get(0).id()))))
                .isEqualTo("UnknownNotice");
        ConfirmNotices wrong = new ConfirmNotices();
        wrong.setRequestContext(TestAgency.context());
        NoticeToConfirm one = new NoticeToConfirm();
        one.setNoticeId(mine.get(0).id().toString());
        one.setSha256("0".repeat(64));
        wrong.getNotice().add(one);
        assertThat(BUS.agency("vpcp").refused(wrong).getCode()).isEqualTo("ConfirmMismatch");
        assertThat(Correspondents.notices(vpcp, sent)).hasSize(1);
    }
}
