package org.lienthong.gateway.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.gateway.testing.BusExtension;

/** The listener with TLS, asked by clients that are too old, too weak or not speaking TLS at all. */
class TlsOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension().withTls();

    private static final int PATIENCE_MS = 10_000;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void serves(String protocol) throws Exception {
        try (SSLSocket socket = connect()) {
            socket.setEnabledProtocols(new String[] {protocol});

            String answer = get(socket, "/time");

            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            assertThat(answer).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("server:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"})
    void refusesSuitesWithoutForwardSecrecyOrAuthenticatedEncryption(String suite) throws Exception {
        try (SSLSocket socket = connect()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    /** By hand, because a current JDK does not offer these any more: record 3.x, ClientHello of TLS 1.0 or 1.1. */
    @ParameterizedTest
    @ValueSource(strings = {"0301", "0302"})
    void answersOlderVersionsWithAnAlert(String version) throws Exception {
        String hello = version + "00".repeat(32) + "00" + "0004c009c013" + "0100";
        String handshake = "010000" + HexFormat.of().toHexDigits((byte) (hello.length() / 2)) + hello;
        String record = "16" + version + "00" + HexFormat.of().toHexDigits((byte) (handshake.length() / 2)) + handshake;
        try (Socket socket = plain()) {
            socket.getOutputStream().write(HexFormat.of().parseHex(record));
            socket.getOutputStream().flush();

            byte[] answer = socket.getInputStream().readNBytes(7);

            assertThat(answer).as("an alert").hasSize(7);
            assertThat(answer[0]).as("content type alert").isEqualTo((byte) 21);
            assertThat(answer[5]).as("fatal").isEqualTo((byte) 2);
        }
    }

    @Test
    void saysNothingToPlainHttp() throws Exception {
        try (Socket socket = plain()) {
            socket.getOutputStream()
                    .write("GET /time HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).doesNotContain("200").doesNotContain("time");
        }
    }

    private static String get(SSLSocket socket, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + BUS.port() + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Socket plain() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), BUS.port());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static SSLSocket connect() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", BUS.keys().authority().certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), BUS.port());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }
}
