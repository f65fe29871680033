package org.lienthong.gateway.soap;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.lienthong.gateway.testing.TestInbox;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.seal.Freshness;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SealVerifier;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.inbox.DeliverDocument;
import org.lienthong.xsd.inbox.DeliverDocumentAnswer;
import org.lienthong.xsd.inbox.DeliverDocumentResponse;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.Outcome;

/** Signs, bound to the request, that it took something else. Made from the generated types, as another toolkit would. */
final class LyingInbox {

    private static final WireTypes TYPES = new WireTypes();

    private final TestKeys keys;
    private final SigningKey key;

    LyingInbox(TestKeys keys, SigningKey key) {
        this.keys = keys;
        this.key = key;
    }

    void answer(byte[] request, OutputStream out) throws IOException {
        var envelope = SealVerifier.pinned(keys.pinned())
                .verify(new EnvelopeReader().read(request, SoapVersion.SOAP_11), Instant.now(), Freshness.REQUIRED)
                .envelope();
        DeliverDocument pushed = TYPES.read(envelope.operation(), DeliverDocument.class);
        AnswerContext context = new AnswerContext();
        context.setBus(pushed.getRequestContext().getBus());
        context.setRequestId(pushed.getRequestContext().getRequestId());
        context.setRequestSha256(Digest.sha256(request).toString());
        context.setAnsweredAt(OffsetDateTime.now(ZoneOffset.UTC));
        DeliverDocumentAnswer answer = new DeliverDocumentAnswer();
        answer.setAnswerContext(context);
        answer.setDeliveryId(pushed.getDelivery().getDeliveryId());
        answer.setMessageId(pushed.getDelivery().getMessageId());
        answer.setDocumentId(pushed.getDelivery().getDocumentId());
        answer.setEdxmlSha256(Digest.sha256(new byte[] {1}).toString());
        answer.setOutcome(Outcome.TAKEN);
        answer.setTakenAt(OffsetDateTime.now(ZoneOffset.UTC));
        DeliverDocumentResponse response = new DeliverDocumentResponse();
        response.setAnswer(answer);
        byte[] sealed = new SealSigner()
                .seal(
                        SoapEnvelopes.wrap(TYPES.write(response, SoapEnvelopes.newDocument()), SoapVersion.SOAP_11),
                        key,
                        Instant.now(),
                        Duration.ofMinutes(5));
        out.write(TestInbox.xml(sealed));
    }
}
