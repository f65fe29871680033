package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.message.identity.OrganId;
import org.lienthong.xsd.exchange.GetDocumentStatus;
import org.lienthong.xsd.exchange.GetDocumentStatusResponse;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.BusFault;
import org.lienthong.xsd.types.Culprit;
import org.lienthong.xsd.types.DeliveryStatus;
import org.lienthong.xsd.types.OnRefusedRecipient;
import org.lienthong.xsd.types.Receipt;
import org.lienthong.xsd.types.ReceiptRecipient;
import org.lienthong.xsd.types.WaitingDelivery;

/**
 * One document to all the communes of the country: 3,321 of them, as of July 2025. Seen on two cores: the receipt after 0.6 s
 * (the first one of a JVM: 1.6 s), the token in the last queue 12 s later.
 */
class FanOutOverTheWireTest {

    private static final int COMMUNES = 3_321;
    private static final OrganId LAST = commune(COMMUNES);

    @TempDir
    static Path folder;

    private static final TestKeys KEYS = new TestKeys();
    private static RunningBus bus;

    @BeforeAll
    static void startWithAllCommunes() throws IOException {
        KEYS.write(folder);
        Path directory = folder.resolve("directory");
        append(
                directory.resolve("organs.csv"),
                communes().map(organ -> organ + ",UBND xã " + organ + ",,,UBND,OPEN,,"));
        append(
                directory.resolve("mandates.csv"),
                Stream.of("regional," + LAST + ",receive confirm,2026-01-01T00:00:00+07:00,"));
        List<String> settings = new ArrayList<>(TestKeys.settings(folder));
        settings.add("profile=sandbox");
        bus = RunningBus.start(ConfigurationFile.read(Files.write(folder.resolve("bus.properties"), settings)));
    }

    @AfterAll
    static void stop() {
        bus.close();
    }

    @Test
    void carriesOneDocumentToThousands() throws IOException {
        SendDocument send = Letters.sendTo(communes().toList());
        long begun = System.nanoTime();
        Receipt receipt =
                vpcp().call(send, SendDocumentResponse.class).getAnswer().getReceipt();
        System.out.printf(
                "%d recipients in one call: receipt after %d ms%n", COMMUNES, (System.nanoTime() - begun) / 1_000_000);

        assertThat(receipt.getRecipient())
                .hasSize(COMMUNES)
                .allSatisfy(recipient -> assertThat(recipient.getDeliveryId()).isNotNull())
                .extracting(ReceiptRecipient::getDeliveryId)
                .doesNotHaveDuplicates();
        String last = receipt.getRecipient().get(COMMUNES - 1).getDeliveryId();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(leases()).contains(last));
        assertThat(copies(send))
                .hasSize(COMMUNES)
                .extracting(copy -> copy.getState().value())
                .containsOnly("WAITING", "LEASED");
    }

    @Test
    void namesEveryRecipientThatCannotBeServedAndKeepsNothing() throws IOException {
        SendDocument send = Letters.sendTo(withUnservable());

        BusFault refused = vpcp().refused(send);

        assertThat(refused.getCode()).isEqualTo("RecipientRefused");
        assertThat(refused.getCulprit())
                .extracting(Culprit::getOrganId, Culprit::getCode, Culprit::getSuccessor)
                .containsExactly(
                        tuple("H99", "UnknownOrgan", null),
                        tuple("H26.TX", "OrganClosed", "H29"),
                        tuple("H57", "NotConnected", null));
        assertThat(vpcp().refused(status(send)).getCode()).isEqualTo("UnknownDocument");
    }

    @Test
    void servesTheRestWhenAskedTo() throws IOException {
        SendDocument send = Letters.sendTo(withUnservable());
        send.setOnRefusedRecipient(OnRefusedRecipient.ACCEPT_REST);

        Receipt receipt =
                vpcp().call(send, SendDocumentResponse.class).getAnswer().getReceipt();

        assertThat(receipt.getRecipient())
                .extracting(
                        ReceiptRecipient::getOrganId,
                        recipient -> recipient.getVerdict().value(),
                        ReceiptRecipient::getCode)
                .containsExactly(
                        tuple("H29", "ACCEPTED", null),
                        tuple("H99", "REFUSED", "UnknownOrgan"),
                        tuple("H26.TX", "REFUSED", "OrganClosed"),
                        tuple("H57", "REFUSED", "NotConnected"));
        assertThat(copies(send)).extracting(DeliveryStatus::getOrganId).containsExactly("H29");
    }

    private static List<OrganId> withUnservable() {
        return Stream.of("H29", "H99", "H26.TX", "H57").map(OrganId::new).toList();
    }

    private static List<String> leases() throws IOException {
        ReceiveDocuments receive = new ReceiveDocuments();
        receive.setRequestContext(TestAgency.context());
        receive.setMax(10);
        receive.setWaitSeconds(20);
        receive.getOrgan().add(LAST.value());
        return new TestAgency(bus.port(), KEYS, KEYS.regional())
                .call(receive, ReceiveDocumentsResponse.class).getAnswer().getDelivery().stream()
                        .map(WaitingDelivery::getDeliveryId)
                        .toList();
    }

    private static List<DeliveryStatus> copies(SendDocument sent) throws IOException {
        return vpcp().call(status(sent), GetDocumentStatusResponse.class)
                .getAnswer()
                .getDocument()
                .get(0)
                .getRecipient();
    }

    private static GetDocumentStatus status(SendDocument sent) {
        GetDocumentStatus status = new GetDocumentStatus();
        status.setRequestContext(TestAgency.context());
        status.setMessageId(sent.getMessageId());
        return status;
    }

    private static TestAgency vpcp() {
        return new TestAgency(bus.port(), KEYS, KEYS.vpcp());
    }

    private static Stream<OrganId> communes() {
        return IntStream.rangeClosed(1, COMMUNES).mapToObj(FanOutOverTheWireTest::commune);
    }

    private static OrganId commune(int number) {
        return new OrganId(String.format(Locale.ROOT, "H29.%04d", number));
    }

    private static void append(Path file, Stream<String> rows) throws IOException {
        Files.write(file, rows.toList(), StandardOpenOption.APPEND);
    }
}
