package org.lienthong.message.wire;

import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Makes envelopes, and reads the faults in them. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
public final class SoapEnvelopes {

    private SoapEnvelopes() {}

    /** @return an empty document to write a body element into, e.g. by {@link WireTypes#write} */
    public static Document newDocument() {
        throw new UnsupportedOperationException("follows");
    }

    /** @return the operation's own document, now holding an envelope around the operation */
    public static Document wrap(Element operation, SoapVersion version) {
        throw new UnsupportedOperationException("follows");
    }

    /**
     * @param detail the typed fault element; its document becomes the envelope
     * @return an envelope that holds a soap:Fault
     */
    public static Document fault(
            SoapVersion version, SoapFaultCode code, String reasonVi, String reasonEn, Element detail) {
        throw new UnsupportedOperationException("follows");
    }

    /** Adds the answer's WS-Addressing headers Action and RelatesTo, in the caller's own namespace. */
    public static void addressAnswer(Document envelope, Addressing request, String action) {
        throw new UnsupportedOperationException("follows");
    }

    /** @return the typed element in the detail of the fault that this envelope holds; empty if it holds none */
    public static Optional<Element> faultDetail(Envelope envelope) {
        throw new UnsupportedOperationException("follows");
    }

    /** @return whether the Body holds a soap:Fault */
    public static boolean isFault(Envelope envelope) {
        throw new UnsupportedOperationException("follows");
    }
}
