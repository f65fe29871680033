package org.lienthong.message.wire;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Binds the bus's schema types (org.lienthong.xsd) to and from trees. Thread-safe; make one and keep it. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
public final class WireTypes {

    /** Namespace of operations, answers and the fault; prefix m. */
    public static final String MESSAGES = "urn:lienthong:exchange:1";

    /** Namespace of the types inside them; prefix t. */
    public static final String TYPES = "urn:lienthong:types:1";

    /**
     * @param type the generated class of the element
     * @throws org.lienthong.message.refusal.RefusedException RequestInvalid with the path of the element at fault
     */
    public <T> T read(Element element, Class<T> type) {
        throw new UnsupportedOperationException("follows");
    }

    /**
     * Writes a message under the name of its class, e.g. SendDocumentResponse as {@code m:SendDocumentResponse}, with the
     * prefixes m: and t: written out (gSOAP cannot verify signed bodies of other forms).
     *
     * @return a new element that belongs to the document and has no parent yet
     */
    public Element write(Object message, Document document) {
        throw new UnsupportedOperationException("follows");
    }
}
