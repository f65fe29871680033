package org.lienthong.client.soap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.InboxHandler;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.client.receiving.PushedDocument;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.seal.Freshness;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SealVerifier;
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
import org.lienthong.xsd.inbox.NotifyWaitingAnswer;
import org.lienthong.xsd.inbox.NotifyWaitingResponse;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.RefusalReason;
import org.lienthong.xsd.types.RequestContext;

/** AgencyInbox as an agency serves it: a request of the bus in, the agency's signed answer out. Thread-safe. */
public final class InboxExchange {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final WireTypes TYPES = new WireTypes();

    private final BusIdentity bus;
    private final SigningKey key;
    private final InboxHandler handler;
    private final InstantSource clock;
    private final SealVerifier verifier;
    private final EnvelopeReader reader = new EnvelopeReader();
    private final SealSigner signer = new SealSigner();

    /** @param key of a system that may confirm for the organs that are pushed to */
    public InboxExchange(BusIdentity bus, SigningKey key, InboxHandler handler, InstantSource clock) {
        this.bus = bus;
        this.key = key;
        this.handler = handler;
        this.clock = clock;
        this.verifier = SealVerifier.pinned(bus.certificates());
    }

    /**
     * @param request HTTP entity of a POST in text/xml
     * @return the entity of the answer, to be sent with HTTP 200 and text/xml; charset=utf-8
     * @throws org.lienthong.message.refusal.RefusedException unless the very bus that is meant signed the request just now
     * @throws org.lienthong.client.failure.ContentMismatch if the content is not what the bus announced
     */
    public byte[] answer(byte[] request) {
        Envelope envelope = verifier.verify(
                        reader.read(request, SoapVersion.SOAP_11), clock.instant(), Freshness.REQUIRED)
                .envelope();
        Digest asked = Digest.sha256(request);
        if (!envelope.operationName().getNamespaceURI().equals(WireTypes.INBOX)) {
            throw unknown(envelope);
        }
        return switch (envelope.operationName().getLocalPart()) {
            case "NotifyWaiting" -> sealed(waiting(TYPES.readAnswer(envelope.operation(), NotifyWaiting.class), asked));
            case "DeliverDocument" ->
                sealed(taken(TYPES.readAnswer(envelope.operation(), DeliverDocument.class), asked));
            default -> throw unknown(envelope);
        };
    }

    private static RuntimeException unknown(Envelope envelope) {
        return Refusal.of(RefusalCode.UNKNOWN_OPERATION)
                .with("found", envelope.operationName())
                .at("Body")
                .refused();
    }

    private NotifyWaitingResponse waiting(NotifyWaiting request, Digest asked) {
        OrganId organ = organ(request.getRequestContext());
        handler.waiting(organ, request.getWaitingCount());
        NotifyWaitingAnswer answer = new NotifyWaitingAnswer();
        answer.setAnswerContext(context(request.getRequestContext(), asked));
        NotifyWaitingResponse response = new NotifyWaitingResponse();
        response.setAnswer(answer);
        return response;
    }

    private DeliverDocumentResponse taken(DeliverDocument request, Digest asked) {
        OrganId organ = organ(request.getRequestContext());
        PushedDocument pushed =
                new PushedDocument(organ, AnswerForms.waiting(request.getDelivery()), document(request));
        Outcome outcome = handler.received(pushed);
        DeliverDocumentAnswer answer = signedFor(Confirmation.of(pushed.document(), outcome, clock.instant()));
        answer.setAnswerContext(context(request.getRequestContext(), asked));
        DeliverDocumentResponse response = new DeliverDocumentResponse();
        response.setAnswer(answer);
        return response;
    }

    private static ReceivedDocument document(DeliverDocument wire) {
        var delivery = AnswerForms.waiting(wire.getDelivery());
        var edxml = wire.getEdxml();
        var original = wire.getOriginal();
        return new ReceivedDocument(
                delivery.id(),
                new MessageId(wire.getDelivery().getMessageId()),
                new DocumentId(wire.getDelivery().getDocumentId()),
                delivery.from(),
                Optional.of(ServedContent.Inline.checked(
                        "edXML", edxml.getContent(), edxml.getLength(), Digest.parse(edxml.getSha256()))),
                wire.getAttachment().stream().map(AnswerForms::attachment).toList(),
                Optional.of(new ReceivedDocument.Original(original.getContentType(), AnswerForms.content(original))));
    }

    private static DeliverDocumentAnswer signedFor(Confirmation confirmation) {
        DeliverDocumentAnswer answer = new DeliverDocumentAnswer();
        answer.setDeliveryId(confirmation.deliveryId().toString());
        answer.setMessageId(confirmation.messageId().value());
        answer.setDocumentId(confirmation.documentId().value());
        answer.setEdxmlSha256(confirmation.edxml().toString());
        confirmation.attachments().forEach(a -> answer.getAttachment().add(RequestForms.confirmed(a)));
        confirmation.original().ifPresent(o -> answer.setOriginalSha256(o.toString()));
        Optional<String> reason = confirmation.outcome().reason();
        answer.setOutcome(
                reason.isEmpty() ? org.lienthong.xsd.types.Outcome.TAKEN : org.lienthong.xsd.types.Outcome.REFUSED);
        reason.ifPresent(r -> answer.setReason(RefusalReason.fromValue(r)));
        answer.setTakenAt(confirmation.at().atOffset(ZoneOffset.UTC));
        return answer;
    }

    private OrganId organ(RequestContext context) {
        if (!bus.name().value().equals(context.getBus())) {
            throw Refusal.of(RefusalCode.WRONG_BUS)
                    .with("found", context.getBus())
                    .with("expected", bus.name())
                    .at("RequestContext/Bus")
                    .refused();
        }
        return new OrganId(Optional.ofNullable(context.getOrgan()).orElse(""));
    }

    private AnswerContext context(RequestContext request, Digest asked) {
        Instant now = clock.instant();
        AnswerContext context = new AnswerContext();
        context.setBus(request.getBus());
        context.setOrgan(request.getOrgan());
        context.setRequestId(request.getRequestId());
        context.setRequestSha256(asked.toString());
        context.setAnsweredAt(now.atOffset(ZoneOffset.UTC));
        return context;
    }

    private byte[] sealed(Object response) {
        var body = TYPES.write(response, SoapEnvelopes.newDocument());
        return signer.seal(SoapEnvelopes.wrap(body, SoapVersion.SOAP_11), key, clock.instant(), LIFE);
    }
}
