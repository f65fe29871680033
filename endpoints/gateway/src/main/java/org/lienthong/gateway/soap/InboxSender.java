package org.lienthong.gateway.soap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.lienthong.exchange.courier.Inbox;
import org.lienthong.exchange.courier.InboxCalls;
import org.lienthong.exchange.courier.PushFailedException;
import org.lienthong.exchange.courier.PushFailure;
import org.lienthong.exchange.delivery.ConfirmRequest;
import org.lienthong.exchange.delivery.PushedDelivery;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.exchange.store.Spool;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.gateway.inbox.HttpAnswer;
import org.lienthong.gateway.inbox.InboxHttp;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
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
import org.lienthong.xsd.inbox.DeliverDocument;
import org.lienthong.xsd.inbox.DeliverDocumentAnswer;
import org.lienthong.xsd.inbox.DeliverDocumentResponse;
import org.lienthong.xsd.inbox.NotifyWaiting;
import org.lienthong.xsd.inbox.NotifyWaitingResponse;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.RequestContext;

/**
 * The operations of AgencyInbox, called. A request is signed as answers of the bus are; an answer counts when a registered
 * key signed it, for the organ, in answer to this very request.
 */
public final class InboxSender implements InboxCalls {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final PortRooms rooms;
    private final SealVerifier seals;
    private final SigningKey key;
    private final InboxHttp http;
    private final Terms terms;
    private final WireTypes types = new WireTypes();
    private final SealSigner signer = new SealSigner();
    private final EnvelopeReader envelopes = new EnvelopeReader();

    public InboxSender(PortRooms rooms, SealVerifier seals, SigningKey key, InboxHttp http, Terms terms) {
        this.rooms = rooms;
        this.seals = seals;
        this.key = key;
        this.http = http;
        this.terms = terms;
    }

    /**
     * @param address of this bus as agencies reach it, for content links, e.g. {@code https://bus.example}
     * @param inline bytes of content that a request carries inside itself
     */
    public record Terms(String address, long inline) {}

    /** A signed answer, as it came. */
    private record Answered(SealedMessage sealed, HttpAnswer http, Digest asked, Instant receivedAt) {}

    @Override
    public void notifyWaiting(Inbox inbox, RequestId requestId, int waiting) {
        NotifyWaiting request = new NotifyWaiting();
        request.setRequestContext(context(inbox, requestId));
        request.setWaitingCount(waiting);
        Answered answered = call(inbox, request);
        NotifyWaitingResponse answer = read(answered, NotifyWaitingResponse.class);
        requireBound(answer.getAnswer().getAnswerContext(), requestId, answered);
        requireScope(inbox, answered, Scope.RECEIVE);
    }

    @Override
    public ConfirmRequest deliver(Inbox inbox, RequestId requestId, PushedDelivery pushed) {
        DeliverDocument request = new DeliverDocument();
        request.setRequestContext(context(inbox, requestId));
        request.setDelivery(Deliverings.waiting(pushed.leased()));
        new ServedContent(rooms.store(), rooms.links(), terms.address(), pushed.content(), terms.inline())
                .fill(request);
        Answered answered = call(inbox, request);
        DeliverDocumentAnswer answer =
                read(answered, DeliverDocumentResponse.class).getAnswer();
        requireBound(answer.getAnswerContext(), requestId, answered);
        if (!pushed.leased().deliveryId().toString().equals(answer.getDeliveryId())) {
            throw new PushFailedException(PushFailure.NOT_BOUND, "DeliveryId");
        }
        OrganId organ = requireScope(inbox, answered, Scope.CONFIRM);
        SignedRequest call = new SignedRequest(
                answered.sealed().system(),
                requestId,
                answered.sealed().created(),
                "DeliverDocument",
                Digest.sha256(answered.http().body()),
                answered.receivedAt());
        var said = Confirmations.asAsked(answer);
        try {
            return new ConfirmRequest(
                    call,
                    Set.of(organ),
                    pushed.leased().deliveryId(),
                    Confirmations.received(said),
                    Confirmations.verdict(said),
                    keep(answered.http()));
        } catch (RefusedException malformed) {
            throw new PushFailedException(
                    PushFailure.NOT_CONFIRMED, malformed.refusal().code().wire(), malformed);
        }
    }

    private RequestContext context(Inbox inbox, RequestId requestId) {
        RequestContext context = new RequestContext();
        context.setBus(rooms.bus().value());
        context.setOrgan(inbox.organ().value());
        context.setRequestId(requestId.value());
        return context;
    }

    private Answered call(Inbox inbox, Object request) {
        var body = types.write(request, SoapEnvelopes.newDocument());
        String action = WireTypes.INBOX + "/" + body.getLocalName();
        byte[] sealed = signer.seal(
                SoapEnvelopes.wrap(body, SoapVersion.SOAP_11),
                key,
                rooms.clock().instant(),
                LIFE);
        HttpAnswer answer = http.post(inbox.address(), action, sealed);
        Instant receivedAt = rooms.clock().instant();
        return new Answered(verified(answer, receivedAt), answer, Digest.sha256(sealed), receivedAt);
    }

    private SealedMessage verified(HttpAnswer answer, Instant receivedAt) {
        if (!answer.contentType().toLowerCase(Locale.ROOT).startsWith(SoapVersion.SOAP_11.mediaType())) {
            throw new PushFailedException(PushFailure.NO_ANSWER, "not text/xml");
        }
        try {
            Envelope envelope = envelopes.read(answer.body(), SoapVersion.SOAP_11);
            return seals.verify(envelope, receivedAt, Freshness.REQUIRED);
        } catch (RefusedException untrusted) {
            throw new PushFailedException(
                    PushFailure.UNTRUSTED, untrusted.refusal().code().wire(), untrusted);
        }
    }

    private <T> T read(Answered answered, Class<T> type) {
        Envelope envelope = answered.sealed().envelope();
        if (SoapEnvelopes.isFault(envelope)) {
            throw new PushFailedException(PushFailure.FAULT, "a signed fault");
        }
        if (!envelope.operationName().equals(new QName(WireTypes.INBOX, type.getSimpleName()))) {
            throw new PushFailedException(PushFailure.NOT_BOUND, "Body");
        }
        try {
            return types.read(envelope.operation(), type);
        } catch (RefusedException invalid) {
            throw new PushFailedException(
                    PushFailure.NOT_CONFIRMED, invalid.refusal().code().wire(), invalid);
        }
    }

    private void requireBound(AnswerContext context, RequestId requestId, Answered answered) {
        boolean bound = rooms.bus().value().equals(context.getBus())
                && requestId.value().equals(context.getRequestId())
                && answered.asked().toString().equals(context.getRequestSha256());
        if (!bound) {
            throw new PushFailedException(PushFailure.NOT_BOUND, "AnswerContext");
        }
    }

    private OrganId requireScope(Inbox inbox, Answered answered, Scope scope) {
        try {
            return rooms.directory()
                    .authorise(answered.sealed().system(), Optional.of(inbox.organ()), scope)
                    .organ();
        } catch (RefusedException refused) {
            throw new PushFailedException(
                    PushFailure.NOT_AUTHORISED,
                    answered.sealed().system() + " signed, and has no scope " + scope.wire(),
                    refused);
        }
    }

    /** The recipient's signature for the delivery, as it came. */
    private ConfirmRequest.Proof keep(HttpAnswer answer) {
        try (Spool spool = rooms.store().spool()) {
            spool.write(answer.body());
            StoredObject kept = rooms.store().keep(spool);
            return new ConfirmRequest.Proof(kept.digest(), kept.length(), answer.contentType());
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }
}
