package org.lienthong.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lienthong.gateway.testing.TestInbox;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.seal.TestAuthority;

class InboxHttpTest {

    private static final byte[] BODY = "<a/>".getBytes(StandardCharsets.US_ASCII);

    private final TestAuthority authority = TestAuthority.root("Inbox test authority");
    private final AtomicInteger calls = new AtomicInteger();
    private HttpsServer server;

    InboxHttpTest() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() throws GeneralSecurityException, IOException {
        SigningKey key = authority.issue("localhost", TestAuthority.ec("secp256r1"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("tls", key.privateKey(), new char[] {'x'}, new X509Certificate[] {key.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[] {'x'});
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", http -> {
            calls.incrementAndGet();
            byte[] request = http.getRequestBody().readAllBytes();
            http.getResponseHeaders().set("Content-Type", "text/xml");
            http.sendResponseHeaders(200, 0); // chunked
            http.getResponseBody().write(request);
            http.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void callsOverTlsAndReadsChunks() {
        try (InboxHttp http = http(List.of(authority.certificate()), host -> loopback())) {
            assertThat(http.post(url("localhost"), "urn:x", BODY).body()).isEqualTo(BODY);
        }
    }

    @Test
    void trustsOnlyTheAnchorsThatItWasGiven() {
        X509Certificate other = TestAuthority.root("Another authority").certificate();
        try (InboxHttp http = http(List.of(other), host -> loopback())) {
            assertThatThrownBy(() -> http.post(url("localhost"), "urn:x", BODY)).hasMessageStartingWith("Unreachable");
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void checksTheHostsName() {
        try (InboxHttp http = http(List.of(authority.certificate()), host -> loopback())) {
            assertThatThrownBy(() -> http.post(url("other.example"), "urn:x", BODY))
                    .hasMessageStartingWith("Unreachable");
        }
        assertThat(calls).hasValue(0);
    }

    /** A name that moves between two look-ups: there is only one look-up, and what it found is what is connected to. */
    @Test
    void looksUpOnceAndConnectsToWhatItChecked() {
        AtomicInteger lookUps = new AtomicInteger();
        try (InboxHttp http = http(List.of(authority.certificate()), host -> {
            lookUps.incrementAndGet();
            return loopback();
        })) {
            http.post(url("localhost"), "urn:x", BODY);
        }
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void connectsToNoneIfTheNameHasAnAddressThatIsNotAllowed() {
        try (InboxHttp http = http(List.of(authority.certificate()), host -> new InetAddress[] {
            InetAddress.getLoopbackAddress(),
            InetAddress.getByAddress(new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254})
        })) {
            assertThatThrownBy(() -> http.post(url("localhost"), "urn:x", BODY))
                    .hasMessageStartingWith("AddressRefused");
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void endsInTimeWhenANameIsNotFound() {
        CountDownLatch never = new CountDownLatch(1);
        InboxHttp.Limits limits = new InboxHttp.Limits(Duration.ofSeconds(5), Duration.ofMillis(200), 1000);
        try (InboxHttp http = new InboxHttp(
                new AllowedAddresses(List.of("127.0.0.1"), true),
                new InboxTls(List.of()),
                host -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return loopback();
                },
                limits)) {
            assertThatThrownBy(() -> http.post(url("localhost"), "urn:x", BODY)).hasMessageStartingWith("TimedOut");
        }
    }

    @Test
    void sendsOneRequestAndNothingOfItsOwn() throws IOException {
        try (TestInbox inbox = new TestInbox(TestInbox.says(TestInbox.xml(BODY)));
                InboxHttp http = http(List.of(), host -> loopback())) {
            assertThat(http.post(inbox.address(), "urn:x", BODY).body()).isEqualTo(BODY);
            assertThat(inbox.requests()).containsExactly(BODY);
        }
    }

    private URI url(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/inbox");
    }

    private static InetAddress[] loopback() {
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private static InboxHttp http(List<X509Certificate> anchors, InboxHttp.Resolver resolver) {
        return new InboxHttp(
                new AllowedAddresses(List.of("127.0.0.1"), true),
                new InboxTls(anchors),
                resolver,
                new InboxHttp.Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 1000));
    }
}
