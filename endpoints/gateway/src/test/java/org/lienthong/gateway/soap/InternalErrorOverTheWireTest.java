package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.identity.Digest;
import org.lienthong.xsd.exchange.GetDocument;
import org.lienthong.xsd.exchange.GetDocumentResponse;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.BusFault;
import org.lienthong.xsd.types.Retry;

/** A fault of the bus itself, brought about by taking a file away from under it. */
class InternalErrorOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    @Test
    void tellsNothingButItsIdAndServesTheDocumentOnceItIsMended() throws IOException {
        byte[] content = ("%PDF-1.7 " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        TestAgency hcmc = BUS.agency("hcmc");
        String delivery = BUS.agency("vpcp")
                .call(Letters.send(Letters.File.inline("cv-1", content)), SendDocumentResponse.class)
                .getAnswer()
                .getReceipt()
                .getRecipient()
                .get(0)
                .getDeliveryId();
        await().atMost(Duration.ofSeconds(60)).until(() -> leased(hcmc, delivery));
        Path object = object(content);
        Path away = object.resolveSibling("away");
        Files.move(object, away);

        BusFault fault = hcmc.refused(get(delivery));

        assertThat(fault.getCode()).isEqualTo("InternalError");
        assertThat(fault.getRetry()).isEqualTo(Retry.AFTER);
        assertThat(fault.getRetryAfterSeconds()).isPositive();
        assertThat(fault.getMessageEn())
                .isEqualTo("A fault of the bus. Nothing was acknowledged. Tell the operator FaultId "
                        + fault.getFaultId() + ".");
        assertThat(fault.getMessageVi()).contains(fault.getFaultId());
        assertThat(fault.getElement()).isNull();

        Files.move(away, object);
        assertThat(hcmc.call(get(delivery), GetDocumentResponse.class)
                        .getAnswer()
                        .getAttachment()
                        .get(0)
                        .getContent())
                .isEqualTo(content);
    }

    private static boolean leased(TestAgency agency, String delivery) throws IOException {
        ReceiveDocuments receive = new ReceiveDocuments();
        receive.setRequestContext(TestAgency.context());
        receive.setMax(100);
        receive.setWaitSeconds(5);
        return agency.call(receive, ReceiveDocumentsResponse.class).getAnswer().getDelivery().stream()
                .anyMatch(waiting -> waiting.getDeliveryId().equals(delivery));
    }

    private static GetDocument get(String delivery) {
        GetDocument get = new GetDocument();
        get.setRequestContext(TestAgency.context());
        get.setDeliveryId(delivery);
        return get;
    }

    private static Path object(byte[] content) throws IOException {
        String name = Digest.sha256(content).toString();
        try (Stream<Path> files = Files.walk(BUS.folder().resolve("data"))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }
}
