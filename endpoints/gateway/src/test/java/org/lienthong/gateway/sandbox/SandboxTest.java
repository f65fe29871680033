package org.lienthong.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.soap.BusIdentity;
import org.lienthong.client.tracking.Progress;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapVersion;

/** The sandbox as an integrator meets it: keys from the folder, everything else over the wire. */
class SandboxTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path dir;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final Console console = Console.to(new PrintStream(terminal, true, StandardCharsets.UTF_8));

    @Test
    void keepsKeysAndDocumentsOverARestartAndTakesMoreOrgans() throws Exception {
        MessageId sent = new MessageId("m-" + UUID.randomUUID());
        X509Certificate bus;
        try (Sandbox first = started(List.of("G22", "H29"), DAY)) {
            bus = certificate(dir.resolve("bus/certificate.pem"));
            client(first, "G22", "key.p12").send(OutgoingDocument.of(sent, Letters.edxml(List.of()), List.of()));
        }
        try (Sandbox second = started(List.of("H26"), DAY)) {
            assertThat(certificate(dir.resolve("bus/certificate.pem"))).isEqualTo(bus);
            assertThat(client(second, "H26", "key.p12").check().organ()).isEqualTo(new OrganId("H26"));

            take(client(second, "H29", "key-legacy.p12"), sent);

            assertThat(client(second, "G22", "key.p12").status(sent).recipients())
                    .extracting(Progress::state)
                    .containsExactly(Progress.State.TAKEN);
            assertThat(terminal.toString(StandardCharsets.UTF_8))
                    .contains(
                            second.exchange() + "?wsdl=soap12",
                            Sandbox.BUS,
                            dir.resolve("organs/H26").toString(),
                            "Ủy ban nhân dân Thành phố Hồ Chí Minh",
                            "Ctrl-C");
            assertThat(dir.resolve("README.txt"))
                    .content()
                    .contains(second.exchange(), "organs/G22", "key-legacy.p12")
                    .doesNotContain("{");
            assertThat(dir.resolve("vectors/index.csv")).content().contains("good/soap12-ec/request.xml,1.2,ec,OK");
            assertThat(dir.resolve("organs/H26/client.properties"))
                    .content()
                    .contains("bus.address = " + second.exchange(), "organ = H26", "key.store = key.p12");
        }
    }

    @Test
    void renewsTheRevocationListWhileItRuns() throws Exception {
        Duration life = Duration.ofSeconds(20);
        try (Sandbox running = started(List.of("G22"), life)) {
            Instant first = thisUpdate();
            await().atMost(PATIENCE).until(() -> thisUpdate().isAfter(first));
            assertThat(client(running, "G22", "key.p12").check().organ()).isEqualTo(new OrganId("G22"));
        }
    }

    private static void take(AgencyClient client, MessageId expected) {
        List<Delivery> waiting = client.receive(ReceiveRequest.upTo(5).waiting(Duration.ofSeconds(20)))
                .deliveries();
        assertThat(waiting).extracting(Delivery::messageId).containsExactly(expected);
        client.confirm(Confirmation.of(
                client.get(waiting.get(0).id(), Include.CONTENT),
                Outcome.TAKEN,
                InstantSource.system().instant()));
    }

    private Sandbox started(List<String> organs, Duration listLife) throws IOException, InterruptedException {
        Sandbox sandbox = new Sandbox(dir, console, InstantSource.system());
        assertThat(sandbox.start(0, organs, listLife))
                .as(terminal.toString(StandardCharsets.UTF_8))
                .isTrue();
        return sandbox;
    }

    private AgencyClient client(Sandbox bus, String organ, String keyStore) throws Exception {
        Path folder = dir.resolve("organs").resolve(organ);
        char[] password = Files.readString(folder.resolve("password")).toCharArray();
        BusIdentity identity = new BusIdentity(
                URI.create(bus.exchange()),
                new BusUri(Sandbox.BUS),
                List.of(certificate(dir.resolve("bus/certificate.pem"))),
                SoapVersion.SOAP_12);
        return AgencyClient.open(
                identity, SigningKey.load(folder.resolve(keyStore), password), AgencyClient.Settings.standard());
    }

    private Instant thisUpdate() throws Exception {
        try (InputStream in = Files.newInputStream(dir.resolve("crl/sandbox.crl"))) {
            return ((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in))
                    .getThisUpdate()
                    .toInstant();
        }
    }

    private static X509Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
