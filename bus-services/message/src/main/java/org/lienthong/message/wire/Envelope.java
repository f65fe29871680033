package org.lienthong.message.wire;

import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/**
 * A SOAP envelope as it was read: the bytes and the one tree made of them. The tree is shared and MUST NOT be changed:
 * what the seal verifies is the very node that is bound to objects later.
 */
public final class Envelope {

    private final byte[] bytes;
    private final SoapVersion version;
    private final Optional<Element> header;
    private final Element body;
    private final Element operation;
    private final Optional<Addressing> addressing;
    private final Map<String, Element> byId;

    Envelope(
            byte[] bytes,
            SoapVersion version,
            Optional<Element> header,
            Element body,
            Element operation,
            Optional<Addressing> addressing,
            Map<String, Element> byId) {
        this.bytes = bytes;
        this.version = version;
        this.header = header;
        this.body = body;
        this.operation = operation;
        this.addressing = addressing;
        this.byId = byId;
    }

    /** @return the root part as received; not copied, MUST NOT be changed */
    public byte[] bytes() {
        return bytes;
    }

    public SoapVersion version() {
        return version;
    }

    public Optional<Element> header() {
        return header;
    }

    public Element body() {
        return body;
    }

    /** @return the one child element of the Body: an operation, an answer or a soap:Fault */
    public Element operation() {
        return operation;
    }

    public QName operationName() {
        return new QName(operation.getNamespaceURI(), operation.getLocalName());
    }

    public Optional<Addressing> addressing() {
        return addressing;
    }

    /** @return whether a header block is meant for the bus: no actor or role, next, or the ultimate receiver */
    public boolean isForUs(Element block) {
        return HeaderRules.forUs(block, version);
    }

    /** @return the one element whose wsu:Id or Id is this */
    public Optional<Element> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
