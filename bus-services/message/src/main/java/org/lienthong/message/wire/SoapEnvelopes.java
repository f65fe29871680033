package org.lienthong.message.wire;

import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Makes envelopes, and reads the faults in them. */
public final class SoapEnvelopes {

    private static final TreeBuilder TREES = new TreeBuilder();

    private SoapEnvelopes() {}

    /** @return an empty document to write a body element into, e.g. by {@link WireTypes#write} */
    public static Document newDocument() {
        return TREES.newDocument();
    }

    /** @return the operation's own document, now holding an envelope around the operation */
    public static Document wrap(Element operation, SoapVersion version) {
        Document document = operation.getOwnerDocument();
        Element envelope = soap(document, version, "Envelope");
        envelope.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:soap", version.namespace());
        Element body = soap(document, version, "Body");
        document.appendChild(envelope);
        envelope.appendChild(body);
        body.appendChild(operation);
        return document;
    }

    /**
     * @param detail the typed fault element; its document becomes the envelope
     * @return an envelope that holds a soap:Fault; SOAP 1.1 has room for one language and says the Vietnamese reason
     */
    public static Document fault(
            SoapVersion version, SoapFaultCode code, String reasonVi, String reasonEn, Element detail) {
        Document document = detail.getOwnerDocument();
        Element fault = soap(document, version, "Fault");
        if (version == SoapVersion.SOAP_11) {
            append(fault, document.createElementNS(null, "faultcode"), "soap:" + code.in(version));
            append(fault, document.createElementNS(null, "faultstring"), reasonVi);
            append(fault, document.createElementNS(null, "detail"), "").appendChild(detail);
        } else {
            Element holder = append(fault, soap(document, version, "Code"), "");
            append(holder, soap(document, version, "Value"), "soap:" + code.in(version));
            Element reason = append(fault, soap(document, version, "Reason"), "");
            speak(append(reason, soap(document, version, "Text"), reasonVi), "vi");
            speak(append(reason, soap(document, version, "Text"), reasonEn), "en");
            append(fault, soap(document, version, "Detail"), "").appendChild(detail);
        }
        return wrap(fault, version);
    }

    /** Adds the answer's WS-Addressing headers Action and RelatesTo, in the caller's own namespace. */
    public static void addressAnswer(Document envelope, Addressing request, String action) {
        address(envelope, request.namespace(), "Action", action);
        request.messageId().ifPresent(id -> address(envelope, request.namespace(), "RelatesTo", id));
    }

    /** @return whether the Body holds a soap:Fault */
    public static boolean isFault(Envelope envelope) {
        return Tree.is(envelope.operation(), envelope.version().namespace(), "Fault");
    }

    /** @return the typed element in the detail of the fault that this envelope holds; empty if it holds none */
    public static Optional<Element> faultDetail(Envelope envelope) {
        if (!isFault(envelope)) {
            return Optional.empty();
        }
        List<Element> details = envelope.version() == SoapVersion.SOAP_11
                ? Tree.named(envelope.operation(), "", "detail")
                : Tree.named(envelope.operation(), envelope.version().namespace(), "Detail");
        return details.stream()
                .limit(1)
                .flatMap(detail -> Tree.children(detail).stream())
                .findFirst();
    }

    /** @return the envelope's Header, made before the Body if there was none */
    public static Element header(Document envelope) {
        Element root = envelope.getDocumentElement();
        Node first = root.getFirstChild();
        if (first instanceof Element header && "Header".equals(header.getLocalName())) {
            return header;
        }
        Element header = envelope.createElementNS(root.getNamespaceURI(), root.getPrefix() + ":Header");
        root.insertBefore(header, first);
        return header;
    }

    private static void address(Document envelope, String namespace, String name, String value) {
        Element block = envelope.createElementNS(namespace, "wsa:" + name);
        block.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsa", namespace);
        append(header(envelope), block, value);
    }

    private static void speak(Element text, String language) {
        text.setAttributeNS(XMLConstants.XML_NS_URI, "xml:lang", language);
    }

    private static Element soap(Document document, SoapVersion version, String name) {
        return document.createElementNS(version.namespace(), "soap:" + name);
    }

    private static Element append(Element parent, Element child, String text) {
        if (!text.isEmpty()) {
            child.appendChild(child.getOwnerDocument().createTextNode(text));
        }
        parent.appendChild(child);
        return child;
    }
}
