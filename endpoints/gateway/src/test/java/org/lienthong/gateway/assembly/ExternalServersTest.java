package org.lienthong.gateway.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.broker.OutsideBroker;
import org.lienthong.exchange.postgres.OutsidePostgres;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.gateway.testing.TlsLine;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.BusFault;
import org.lienthong.xsd.types.Retry;
import org.lienthong.xsd.types.WaitingDelivery;

/** The profile serve by TLS, on a PostgreSQL and an Artemis of the operator's, which are stopped and started under it. */
@Timeout(600)
class ExternalServersTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final SoapVersion SOAP = SoapVersion.SOAP_12;
    private static final TestKeys KEYS = new TestKeys();

    @TempDir
    private static Path folder;

    private static OutsidePostgres postgres;
    private static OutsideBroker broker;
    private static RunningBus bus;

    @BeforeAll
    static void start() throws Exception {
        postgres = OutsidePostgres.start(folder.resolve("postgres"));
        broker = OutsideBroker.start(folder.resolve("broker"));
        KEYS.write(folder);
        List<String> settings = new ArrayList<>(TestKeys.settings(folder));
        settings.addAll(List.of(
                "profile=serve",
                "tls.key.certificate=" + folder.resolve("tls.pem"),
                "tls.key.private-key=" + folder.resolve("tls.key"),
                "database.url=" + postgres.url(),
                "database.user=" + postgres.user(),
                "database.password=" + postgres.password(),
                "broker.url=" + broker.url(),
                "broker.user=" + broker.user(),
                "broker.password=" + broker.password(),
                "listen.fault-burst=1000"));
        bus = RunningBus.start(ConfigurationFile.read(Files.write(folder.resolve("bus.properties"), settings)));
    }

    @AfterAll
    static void stop() throws Exception {
        bus.close();
        broker.close();
        postgres.close();
    }

    @Test
    void carriesADocumentAcross() throws IOException {
        assertThat(bus.exchange()).startsWith("https://");
        assertThat(folder.resolve("data/postgres")).doesNotExist();
        assertThat(folder.resolve("data/broker")).doesNotExist();
        String sent = send();
        await().atMost(PATIENCE).until(() -> arrived(sent));
    }

    @Test
    void givesReceiptsWhileTheBrokerIsAwayAndDeliversAfterwards() throws Exception {
        broker.stop();
        String during;
        try {
            during = send();
            assertThat(poll()).extracting(WaitingDelivery::getDeliveryId).doesNotContain(during);
        } finally {
            broker.start();
        }
        await().atMost(PATIENCE).until(() -> arrived(during));
        String after = send();
        await().atMost(PATIENCE).until(() -> arrived(after));
    }

    @Test
    void saysWhenToComeBackWhileTheDatabaseIsAwayAndWorksAfterwards() throws IOException {
        String before = send();
        postgres.stop();
        try {
            for (int i = 0; i < 3; i++) {
                RawHttp.Response response = agency("vpcp").post(agency("vpcp").sealed(Letters.send(), SOAP), SOAP);
                BusFault fault = TestAgency.fault(TestAgency.read(response, SOAP));
                assertThat(fault.getCode()).isIn("Busy", "InternalError");
                assertThat(fault.getRetry()).isEqualTo(Retry.AFTER);
                assertThat(fault.getRetryAfterSeconds()).isPositive();
                assertThat(fault.getMessageVi())
                        .doesNotContainIgnoringCase("sql")
                        .doesNotContain("postgres");
            }
        } finally {
            postgres.start();
        }
        await().atMost(PATIENCE).until(ExternalServersTest::accepts);
        await().atMost(PATIENCE).until(() -> arrived(before));
    }

    private static boolean accepts() throws IOException {
        return agency("vpcp")
                        .post(agency("vpcp").sealed(Letters.send(), SOAP), SOAP)
                        .status()
                == 200;
    }

    private static String send() throws IOException {
        return agency("vpcp")
                .call(Letters.send(), SOAP, SendDocumentResponse.class)
                .getAnswer()
                .getReceipt()
                .getRecipient()
                .get(0)
                .getDeliveryId();
    }

    /** Polls until nothing waits: leases of other tests' documents are as good as any. */
    private static boolean arrived(String delivery) throws IOException {
        return poll().stream().anyMatch(one -> one.getDeliveryId().equals(delivery));
    }

    private static List<WaitingDelivery> poll() throws IOException {
        ReceiveDocuments receive = new ReceiveDocuments();
        receive.setRequestContext(TestAgency.context());
        receive.setMax(10);
        receive.setLeaseSeconds(600);
        receive.setWaitSeconds(2);
        RawHttp.Response response = agency("hcmc").post(agency("hcmc").sealed(receive, SOAP), SOAP);
        if (response.status() != 200) {
            return List.of(); // the broker is away: Busy, or the poll broke off
        }
        return new WireTypes()
                .read(agency("hcmc").verified(response, SOAP).operation(), ReceiveDocumentsResponse.class)
                .getAnswer()
                .getDelivery();
    }

    private static TestAgency agency(String system) {
        return new TestAgency(TlsLine.to(bus.port(), KEYS, Optional.empty()), KEYS, KEYS.named(system));
    }
}
