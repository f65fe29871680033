package org.lienthong.gateway.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.lienthong.message.seal.Freshness;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SealVerifier;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.types.BusFault;
import org.lienthong.xsd.types.RequestContext;

/** An agency's system at the wire: signs what a test says, sends it as bytes, checks the bus's signature on what comes back. */
public final class TestAgency {

    private static final WireTypes TYPES = new WireTypes();

    private final Line line;
    private final TestKeys keys;
    private final SigningKey key;

    /** A new connection to the bus each time. */
    public interface Line {
        RawHttp open() throws IOException;
    }

    /** @param key one of the keys */
    public TestAgency(int port, TestKeys keys, SigningKey key) {
        this(() -> RawHttp.open(port), keys, key);
    }

    public TestAgency(Line line, TestKeys keys, SigningKey key) {
        this.line = line;
        this.keys = keys;
        this.key = key;
    }

    public static RequestContext context() {
        RequestContext context = new RequestContext();
        context.setBus(BusExtension.URI);
        context.setRequestId("r-" + UUID.randomUUID());
        return context;
    }

    public byte[] sealed(Object request, SoapVersion version) {
        return new SealSigner()
                .seal(
                        SoapEnvelopes.wrap(TYPES.write(request, SoapEnvelopes.newDocument()), version),
                        key,
                        Instant.now(),
                        Duration.ofMinutes(5));
    }

    /** Sends the request and reads the verified answer as this type. */
    public <T> T call(Object request, SoapVersion version, Class<T> answer) throws IOException {
        RawHttp.Response response = post(sealed(request, version), version);
        if (response.status() != 200) {
            throw new AssertionError(response.status() + ": " + response.text());
        }
        return TYPES.read(verified(response, version).operation(), answer);
    }

    public <T> T call(Object request, Class<T> answer) throws IOException {
        return call(request, SoapVersion.SOAP_11, answer);
    }

    /** Sends the request and reads the verified fault. */
    public BusFault refused(Object request) throws IOException {
        RawHttp.Response response = post(sealed(request, SoapVersion.SOAP_11), SoapVersion.SOAP_11);
        return fault(response, SoapVersion.SOAP_11);
    }

    public BusFault fault(RawHttp.Response response, SoapVersion version) {
        return fault(verified(response, version));
    }

    /** @return the typed detail of a fault, signed or not */
    public static BusFault fault(Envelope envelope) {
        return TYPES.read(
                SoapEnvelopes.faultDetail(envelope).orElseThrow(() -> new AssertionError("no fault")), BusFault.class);
    }

    public RawHttp.Response post(byte[] envelope, SoapVersion version) throws IOException {
        return post(line, version.mediaType() + "; charset=utf-8", envelope);
    }

    public static RawHttp.Response post(int port, String contentType, byte[] body) throws IOException {
        return post(() -> RawHttp.open(port), contentType, body);
    }

    private static RawHttp.Response post(Line line, String contentType, byte[] body) throws IOException {
        try (RawHttp http = line.open()) {
            return http.write(head(contentType, body.length)).write(body).read();
        }
    }

    public static byte[] head(String contentType, long length) {
        return ("POST /exchange HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                        + length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    public Envelope verified(RawHttp.Response response, SoapVersion version) {
        Envelope envelope = read(response, version);
        return SealVerifier.pinned(keys.pinned())
                .verify(envelope, Instant.now(), Freshness.REQUIRED)
                .envelope();
    }

    public static Envelope read(RawHttp.Response response, SoapVersion version) {
        return new EnvelopeReader().read(response.bytes(), version);
    }
}
