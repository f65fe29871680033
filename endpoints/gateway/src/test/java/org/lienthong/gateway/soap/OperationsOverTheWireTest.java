package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.exchange.CheckConnectionResponse;
import org.lienthong.xsd.exchange.ConfirmDocument;
import org.lienthong.xsd.exchange.ConfirmDocumentResponse;
import org.lienthong.xsd.exchange.GetDocument;
import org.lienthong.xsd.exchange.GetDocumentAnswer;
import org.lienthong.xsd.exchange.GetDocumentResponse;
import org.lienthong.xsd.exchange.GetDocumentStatus;
import org.lienthong.xsd.exchange.GetDocumentStatusResponse;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.ReleaseDocument;
import org.lienthong.xsd.exchange.ReleaseDocumentResponse;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.ConfirmedAttachment;
import org.lienthong.xsd.types.DeliveryState;
import org.lienthong.xsd.types.Include;
import org.lienthong.xsd.types.Outcome;
import org.lienthong.xsd.types.WaitingDelivery;

class OperationsOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    private static final byte[] PDF = "%PDF-1.7 nội dung công văn".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void tellsACallerWhoItIs(SoapVersion version) throws IOException {
        CheckConnection request = new CheckConnection();
        request.setRequestContext(TestAgency.context());
        TestAgency regional = BUS.agency("regional");
        byte[] sent = regional.sealed(request, version);

        var response = regional.post(sent, version);
        var answer = new WireTypes()
                .read(regional.verified(response, version).operation(), CheckConnectionResponse.class)
                .getAnswer();

        assertThat(response.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(version.mediaType()));
        assertThat(answer.getOrgan()).isEqualTo("H49");
        assertThat(answer.getSystem()).isEqualTo("regional");
        assertThat(answer.getMandate()).singleElement().satisfies(mandate -> {
            assertThat(mandate.getOrgan()).isEqualTo("H29");
            assertThat(mandate.getScope()).containsExactly("receive", "confirm", "status");
        });
        assertThat(answer.getProfileVersion()).isEqualTo("1.0");
        assertThat(answer.getAnswerContext().getRequestId())
                .isEqualTo(request.getRequestContext().getRequestId());
        assertThat(answer.getAnswerContext().getRequestSha256())
                .isEqualTo(Digest.sha256(sent).toString());
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void carriesADocumentFromItsSenderToItsRecipient(SoapVersion version) throws IOException {
        TestAgency vpcp = BUS.agency("vpcp");
        TestAgency hcmc = BUS.agency("hcmc");
        SendDocument send = Letters.send(Letters.File.inline("cv-1", PDF));
        byte[] sent = vpcp.sealed(send, version);

        var receipt = new WireTypes()
                .read(vpcp.verified(vpcp.post(sent, version), version).operation(), SendDocumentResponse.class)
                .getAnswer()
                .getReceipt();
        assertThat(receipt.getRecipient()).singleElement().satisfies(to -> assertThat(to.getOrganId())
                .isEqualTo("H29"));

        WaitingDelivery leased =
                receive(hcmc, version, receipt.getRecipient().get(0).getDeliveryId());

        GetDocumentAnswer served = get(hcmc, leased, version);
        assertThat(served.getEdxml().getContent()).isEqualTo(send.getEdxml().getContent());
        assertThat(served.getAttachment()).singleElement().satisfies(attachment -> {
            assertThat(attachment.getContent()).isEqualTo(PDF);
            assertThat(attachment.getLink()).isNull();
        });
        assertThat(served.getOriginal().getContent()).isEqualTo(sent);

        ConfirmDocumentResponse confirmed = hcmc.call(confirm(leased, served), version, ConfirmDocumentResponse.class);
        assertThat(confirmed.getAnswer().getOutcome()).isEqualTo(Outcome.TAKEN);

        GetDocumentStatus status = new GetDocumentStatus();
        status.setRequestContext(TestAgency.context());
        status.setMessageId(send.getMessageId());
        var told = vpcp.call(status, version, GetDocumentStatusResponse.class).getAnswer();
        assertThat(told.getDocument().get(0).getRecipient())
                .singleElement()
                .satisfies(copy -> assertThat(copy.getState()).isEqualTo(DeliveryState.TAKEN));
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void takesALeaseBack(SoapVersion version) throws IOException {
        TestAgency hcmc = BUS.agency("hcmc");
        String delivery = BUS.agency("vpcp")
                .call(Letters.send(), version, SendDocumentResponse.class)
                .getAnswer()
                .getReceipt()
                .getRecipient()
                .get(0)
                .getDeliveryId();
        WaitingDelivery leased = receive(hcmc, version, delivery);

        ReleaseDocument release = new ReleaseDocument();
        release.setRequestContext(TestAgency.context());
        release.setDeliveryId(leased.getDeliveryId());
        release.setLeaseId(leased.getLeaseId());
        release.setReason("đang bảo trì");
        var released =
                hcmc.call(release, version, ReleaseDocumentResponse.class).getAnswer();
        assertThat(released.getDeliveryId()).isEqualTo(leased.getDeliveryId());

        WaitingDelivery again = receive(hcmc, version, delivery);
        assertThat(again.getAttempt()).isEqualTo(leased.getAttempt() + 1);
        hcmc.call(confirm(again, get(hcmc, again, version)), version, ConfirmDocumentResponse.class);
    }

    /** @return the lease on this delivery; what else waits is leased with it and left alone */
    private static WaitingDelivery receive(TestAgency agency, SoapVersion version, String wanted) {
        return await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> poll(agency, version), found -> has(found, wanted))
                .stream()
                .filter(delivery -> delivery.getDeliveryId().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private static boolean has(List<WaitingDelivery> found, String wanted) {
        return found.stream().anyMatch(delivery -> delivery.getDeliveryId().equals(wanted));
    }

    private static List<WaitingDelivery> poll(TestAgency agency, SoapVersion version) throws IOException {
        ReceiveDocuments receive = new ReceiveDocuments();
        receive.setRequestContext(TestAgency.context());
        receive.setMax(100);
        receive.setWaitSeconds(10);
        return agency.call(receive, version, ReceiveDocumentsResponse.class)
                .getAnswer()
                .getDelivery();
    }

    private static GetDocumentAnswer get(TestAgency agency, WaitingDelivery leased, SoapVersion version)
            throws IOException {
        GetDocument get = new GetDocument();
        get.setRequestContext(TestAgency.context());
        get.setDeliveryId(leased.getDeliveryId());
        get.setInclude(Include.BOTH);
        return agency.call(get, version, GetDocumentResponse.class).getAnswer();
    }

    static ConfirmDocument confirm(WaitingDelivery leased, GetDocumentAnswer served) {
        ConfirmDocument confirm = new ConfirmDocument();
        confirm.setRequestContext(TestAgency.context());
        confirm.setDeliveryId(leased.getDeliveryId());
        confirm.setMessageId(leased.getMessageId());
        confirm.setDocumentId(leased.getDocumentId());
        confirm.setEdxmlSha256(served.getEdxml().getSha256());
        served.getAttachment().forEach(attachment -> {
            ConfirmedAttachment taken = new ConfirmedAttachment();
            taken.setContentId(attachment.getContentId());
            taken.setSha256(attachment.getSha256());
            taken.setLength(attachment.getLength());
            confirm.getAttachment().add(taken);
        });
        if (served.getOriginal() != null) {
            confirm.setOriginalSha256(served.getOriginal().getSha256());
        }
        confirm.setOutcome(Outcome.TAKEN);
        confirm.setTakenAt(OffsetDateTime.now(ZoneOffset.UTC));
        return confirm;
    }
}
