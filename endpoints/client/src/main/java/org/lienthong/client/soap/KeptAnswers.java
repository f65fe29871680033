package org.lienthong.client.soap;

import org.lienthong.client.receiving.Confirmed;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.sending.SignedAnswer;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.ConfirmDocumentResponse;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.exchange.SendStatusResponse;
import org.w3c.dom.Element;

/** Reads answers that were verified when they came and kept since. Their signatures are not asked for again. */
public final class KeptAnswers {

    private static final WireTypes TYPES = new WireTypes();
    private static final EnvelopeReader READER = new EnvelopeReader();

    private KeptAnswers() {}

    /** @throws IllegalArgumentException if it is no answer to SendDocument or SendStatus */
    public static Receipt receipt(SignedAnswer kept) {
        boolean status = SendStatusResponse.class
                .getSimpleName()
                .equals(operation(kept.envelope()).getLocalName());
        return AnswerForms.receipt(
                status
                        ? read(kept, SendStatusResponse.class).getAnswer().getReceipt()
                        : read(kept, SendDocumentResponse.class).getAnswer().getReceipt(),
                kept);
    }

    /** @throws IllegalArgumentException if it is no answer to ConfirmDocument */
    public static Confirmed confirmed(SignedAnswer kept) {
        return AnswerForms.confirmed(read(kept, ConfirmDocumentResponse.class).getAnswer(), kept);
    }

    private static <T> T read(SignedAnswer kept, Class<T> type) {
        try {
            return TYPES.read(operation(kept.envelope()), type);
        } catch (RefusedException other) {
            throw new IllegalArgumentException("not an answer that this client has kept", other);
        }
    }

    private static Element operation(byte[] envelope) {
        try {
            return READER.read(envelope, SoapVersion.SOAP_11).operation();
        } catch (RefusedException notThisVersion) {
            return READER.read(envelope, SoapVersion.SOAP_12).operation();
        }
    }
}
