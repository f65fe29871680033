package org.lienthong.message.wire;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A tree while it grows: what has been counted, and what must not stand in it. Bytes in all are capped by the door. */
final class Branches {

    static final int MAX_DEPTH = 64;
    static final int MAX_ATTRIBUTES = 64;
    static final int MAX_ATTRIBUTE_LENGTH = 8192;

    /** Elements, attributes and texts: a status of 3,321 recipients has some 80,000. */
    static final int MAX_NODES = 250_000;

    /** 7 MB of content are 9.6 million characters of base64, with line breaks about 10 million. */
    static final int MAX_TEXT_LENGTH = 12_000_000;

    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final String WSSE11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
    private static final String XOP = "http://www.w3.org/2004/08/xop/include";

    private final Document document;
    private final SoapVersion announced;
    private final Map<String, Element> byId = new HashMap<>();
    private int depth;
    private int nodes;
    private @Nullable Element encrypted;
    private @Nullable Element included;

    Branches(Document document, SoapVersion announced) {
        this.document = document;
        this.announced = announced;
    }

    Document document() {
        return document;
    }

    Map<String, Element> byId() {
        return byId;
    }

    void enter(int attributes) {
        depth++;
        nodes += 1 + attributes;
        require("element depth", depth, MAX_DEPTH);
        require("attributes", attributes, MAX_ATTRIBUTES);
        require("elements, attributes, texts", nodes, MAX_NODES);
    }

    void leave() {
        depth--;
    }

    /** Ends a run of text: it becomes a node of the place, if there is any. */
    void text(Node place, StringBuilder text) {
        if (text.length() > 0) {
            nodes++;
            require("elements, attributes, texts", nodes, MAX_NODES);
            place.appendChild(document.createTextNode(text.toString()));
            text.setLength(0);
        }
    }

    void requireFits(StringBuilder text) {
        require("text", text.length(), MAX_TEXT_LENGTH);
    }

    void identify(String id, Element element) {
        Element other = byId.putIfAbsent(id, element);
        if (other != null && other != element) {
            throw malformed("2 × Id " + id);
        }
    }

    /** The root decides the SOAP version; parts of an envelope have one place each; what we cannot take is remembered. */
    void requireAllowed(Element element) {
        String namespace = element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
        String name = element.getLocalName();
        if (depth == 1) {
            requireEnvelope(namespace, name);
        } else if (SoapVersion.ofNamespace(namespace).isPresent()) {
            requireInPlace(namespace, name);
        } else if (isEncryption(namespace, name)) {
            encrypted = encrypted == null ? element : encrypted;
        } else if (namespace.equals(XOP) && name.equals("Include")) {
            included = included == null ? element : included;
        }
    }

    /** Said once the whole is known to be well-formed. */
    void requireSupported() {
        if (encrypted != null) {
            throw Refusal.of(RefusalCode.ENCRYPTION_NOT_SUPPORTED)
                    .with("found", encrypted.getLocalName())
                    .at(Tree.path(encrypted))
                    .refused();
        }
        if (included != null) {
            throw Refusal.of(RefusalCode.MTOM_NOT_SUPPORTED)
                    .at(Tree.path(included))
                    .refused();
        }
    }

    private static boolean isEncryption(String namespace, String name) {
        return switch (name) {
            case "EncryptedData", "EncryptedKey" -> namespace.equals(XENC);
            case "EncryptedHeader" -> namespace.equals(WSSE11);
            default -> false;
        };
    }

    private void requireEnvelope(String namespace, String name) {
        if (!name.equals("Envelope")) {
            throw malformed("{" + namespace + "}" + name);
        }
        if (!namespace.equals(announced.namespace())) {
            throw Refusal.of(RefusalCode.VERSION_MISMATCH)
                    .with("found", namespace)
                    .at("Envelope")
                    .refused();
        }
    }

    private void requireInPlace(String namespace, String name) {
        boolean outOfPlace =
                switch (name) {
                    case "Envelope" -> true;
                    case "Header", "Body" -> depth != 2;
                    default -> false;
                };
        if (outOfPlace || !namespace.equals(announced.namespace())) {
            throw malformed("{" + namespace + "}" + name);
        }
    }

    private static void require(String what, int found, int limit) {
        if (found > limit) {
            throw Refusal.of(RefusalCode.TOO_LARGE)
                    .with("what", what)
                    .with("limit", limit)
                    .refused();
        }
    }

    private static RefusedException malformed(String what) {
        return Refusal.of(RefusalCode.MALFORMED).with("what", what).refused();
    }
}
