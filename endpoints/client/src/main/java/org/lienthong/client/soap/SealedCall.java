package org.lienthong.client.soap;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.SignedAnswer;
import org.lienthong.client.transport.BusHttp;
import org.lienthong.client.transport.HttpReply;
import org.lienthong.client.transport.RelatedParts;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.seal.Freshness;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SealVerifier;
import org.lienthong.message.seal.SealedMessage;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.BusFault;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * One signed request and its answer. An answer counts only when the bus signed it and it names this very request; a random
 * RequestId ties it closer than a clock could, so the answer's freshness is not asked for and a client whose clock is wrong
 * still hears ClockSkew.
 */
final class SealedCall {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int SHOWN = 300;
    private static final WireTypes TYPES = new WireTypes();

    private final BusIdentity bus;
    private final SigningKey key;
    private final BusHttp http;
    private final InstantSource clock;
    private final SealSigner signer = new SealSigner();
    private final EnvelopeReader reader = new EnvelopeReader();
    private final SealVerifier verifier;

    SealedCall(BusIdentity bus, SigningKey key, BusHttp http, InstantSource clock) {
        this.bus = bus;
        this.key = key;
        this.http = http;
        this.clock = clock;
        this.verifier = SealVerifier.pinned(bus.certificates());
    }

    /** An answer and the signed envelope that it came in. */
    record Answered<A>(A answer, SignedAnswer signed) {}

    /** What to ask: the operation's element, the id in it, the parts that travel beside it, and how long to wait. */
    record Question(Object operation, RequestId requestId, List<OutgoingAttachment> parts, Duration within) {

        String action() {
            return WireTypes.MESSAGES + "/" + operation.getClass().getSimpleName();
        }
    }

    /**
     * @param context where the answer's type keeps its AnswerContext
     * @throws BusRefused if the bus signed a refusal of this request
     * @throws TransportFailure if nothing came back that can be relied on
     */
    <A> Answered<A> ask(Question question, Class<A> type, Function<A, AnswerContext> context) {
        byte[] root = sealed(question.operation());
        HttpReply reply = post(question, root);
        SealedMessage answer = verified(reply);
        Digest asked = Digest.sha256(root);
        Optional<Element> detail = SoapEnvelopes.faultDetail(answer.envelope());
        if (detail.isPresent()) {
            BusFault fault = read(detail.get(), BusFault.class);
            requireBound(fault.getAnswerContext(), question.requestId(), asked);
            throw new BusRefused(FaultForms.fault(fault));
        }
        A read = read(answer.envelope().operation(), type);
        requireBound(context.apply(read), question.requestId(), asked);
        return new Answered<>(read, new SignedAnswer(answer.envelope().bytes()));
    }

    private byte[] sealed(Object operation) {
        Document document = SoapEnvelopes.newDocument();
        Element body = TYPES.write(operation, document);
        return signer.seal(SoapEnvelopes.wrap(body, bus.version()), key, clock.instant(), LIFE);
    }

    private HttpReply post(Question question, byte[] root) {
        String rootType = bus.version() == SoapVersion.SOAP_11
                ? "text/xml; charset=UTF-8"
                : "application/soap+xml; charset=UTF-8; action=\"" + question.action() + "\"";
        Optional<String> action = Optional.of(question.action()).filter(a -> bus.version() == SoapVersion.SOAP_11);
        if (question.parts().isEmpty()) {
            return post(question, rootType, action, BodyPublishers.ofByteArray(root));
        }
        RelatedParts parts = new RelatedParts(root, rootType, question.parts());
        return post(question, parts.contentType(), action, parts.body());
    }

    private HttpReply post(Question question, String contentType, Optional<String> action, BodyPublisher body) {
        return http.post(bus.address(), contentType, action, body, question.within());
    }

    private SealedMessage verified(HttpReply reply) {
        Instant receivedAt = clock.instant();
        try {
            Envelope envelope = reader.read(reply.body(), version(reply));
            return verifier.verify(envelope, receivedAt, Freshness.ANY);
        } catch (RefusedException untrusted) {
            throw new TransportFailure(
                    "HTTP " + reply.status() + " without the bus's valid signature (" + untrusted.getMessage()
                            + "); it says, on nobody's word: " + shown(reply),
                    untrusted);
        }
    }

    private SoapVersion version(HttpReply reply) {
        String type = reply.contentType().toLowerCase(Locale.ROOT);
        if (!type.startsWith(bus.version().mediaType())) {
            throw new TransportFailure("HTTP " + reply.status() + " of Content-Type \"" + type + "\": " + shown(reply));
        }
        return bus.version();
    }

    private <A> A read(Element element, Class<A> type) {
        try {
            return TYPES.readAnswer(element, type);
        } catch (RefusedException unreadable) {
            throw new TransportFailure("the bus signed an answer that this client cannot read", unreadable);
        }
    }

    private void requireBound(AnswerContext context, RequestId requestId, Digest asked) {
        boolean same = bus.name().value().equals(context.getBus())
                && requestId.value().equals(context.getRequestId())
                && (context.getRequestSha256() == null || asked.toString().equals(context.getRequestSha256()));
        if (!same) {
            throw new TransportFailure("a signed answer to another request: asked " + requestId + " of " + bus.name()
                    + ", answered " + context.getRequestId() + " by " + context.getBus());
        }
    }

    private static String shown(HttpReply reply) {
        String text = new String(reply.body(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
