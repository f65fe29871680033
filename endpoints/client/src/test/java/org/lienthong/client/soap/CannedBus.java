package org.lienthong.client.soap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.seal.Freshness;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SealVerifier;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapFaultCode;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.BusFault;
import org.w3c.dom.Document;

/** A bus that says what a test wants, on loopback; its seals are real. */
public final class CannedBus implements AutoCloseable {

    public static final BusUri NAME = new BusUri("urn:lienthong:bus:test");
    public static final Instant NOW = Instant.parse("2026-11-24T05:00:00Z");

    private static final WireTypes TYPES = new WireTypes();
    private static final TestKeys AUTHORITY =
            new TestKeys("authority", NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));

    private final HttpServer server;
    private final SigningKey key = newKey("bus");
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

    /** @param answer from what was asked to what is answered; a null answer hangs up */
    public CannedBus(Function<Asked, Said> answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/exchange", exchange -> {
            Asked one = Asked.read(exchange);
            asked.add(one);
            say(exchange, answer.apply(one));
        });
        server.start();
    }

    static SigningKey newKey(String name) {
        return AUTHORITY.key(name, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));
    }

    private static void say(HttpExchange exchange, Said said) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", said.contentType());
        exchange.sendResponseHeaders(said.status(), said.body().length);
        exchange.getResponseBody().write(said.body());
        exchange.close();
    }

    HttpServer server() {
        return server;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    BusIdentity identity(SoapVersion version) {
        return new BusIdentity(url("/exchange"), NAME, List.of(key.certificate()), version);
    }

    SigningKey key() {
        return key;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** An answer as the bus gives it. */
    Said signed(Object answer, SoapVersion version) {
        return signed(answer, version, key);
    }

    static Said signed(Object answer, SoapVersion version, SigningKey by) {
        Document document = SoapEnvelopes.newDocument();
        Document envelope = SoapEnvelopes.wrap(TYPES.write(answer, document), version);
        return new Said(
                200,
                version.mediaType() + "; charset=UTF-8",
                new SealSigner().seal(envelope, by, NOW, Duration.ofMinutes(5)));
    }

    Said fault(BusFault fault) {
        Document document = SoapEnvelopes.newDocument();
        Document envelope = SoapEnvelopes.fault(
                SoapVersion.SOAP_11,
                SoapFaultCode.SENDER,
                fault.getMessageVi(),
                fault.getMessageEn(),
                TYPES.write(fault, document));
        return new Said(
                500, "text/xml; charset=UTF-8", new SealSigner().seal(envelope, key, NOW, Duration.ofMinutes(5)));
    }

    /** The context that binds an answer to what was asked. */
    static AnswerContext context(Asked asked, String requestId) {
        AnswerContext context = new AnswerContext();
        context.setBus(NAME.value());
        context.setRequestId(requestId);
        context.setRequestSha256(Digest.sha256(asked.root()).toString());
        context.setAnsweredAt(OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC));
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** What is answered. */
    @SuppressWarnings("ArrayRecordComponent")
    record Said(int status, String contentType, byte[] body) {

        static Said text(int status, String body) {
            return new Said(status, "text/xml; charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What was asked. */
    @SuppressWarnings("ArrayRecordComponent")
    record Asked(String contentType, String soapAction, String length, byte[] entity, byte[] root) {

        static Asked read(HttpExchange exchange) throws IOException {
            byte[] entity = exchange.getRequestBody().readAllBytes();
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            return new Asked(
                    type,
                    String.valueOf(exchange.getRequestHeaders().getFirst("SOAPAction")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Length")),
                    entity,
                    type.startsWith("multipart/") ? firstPart(entity) : entity);
        }

        private static byte[] firstPart(byte[] entity) {
            String text = new String(entity, StandardCharsets.ISO_8859_1);
            String boundary = text.substring(0, text.indexOf("\r\n"));
            int from = text.indexOf("\r\n\r\n") + 4;
            return text.substring(from, text.indexOf("\r\n" + boundary, from)).getBytes(StandardCharsets.ISO_8859_1);
        }

        /** Verifies the client's seal and reads the operation. */
        <T> T as(Class<T> type, SigningKey client, SoapVersion version) {
            return TYPES.read(
                    SealVerifier.pinned(List.of(client.certificate()))
                            .verify(new EnvelopeReader().read(root, version), NOW, Freshness.REQUIRED)
                            .envelope()
                            .operation(),
                    type);
        }
    }
}
