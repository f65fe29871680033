package org.lienthong.message.wire;

import java.util.Objects;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Hears a bound message and builds its tree with the prefixes of the profile, both declared on the first element. */
final class PrefixedWriter extends DefaultHandler {

    private final Document document;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Element root;
    private @Nullable Node place;

    PrefixedWriter(Document document) {
        this.document = document;
    }

    Element root() {
        return Objects.requireNonNull(root, "nothing was written");
    }

    @Override
    public void startElement(String namespace, String localName, String qualifiedName, Attributes attributes) {
        Element element = document.createElementNS(namespace, prefix(namespace) + ':' + localName);
        if (place == null) {
            root = element;
            String messages = namespace.equals(WireTypes.INBOX) ? WireTypes.INBOX : WireTypes.MESSAGES;
            declare(element, prefix(messages), messages);
            declare(element, "t", WireTypes.TYPES);
        } else {
            flush(place);
            place.appendChild(element);
        }
        if (attributes.getLength() > 0) {
            throw new IllegalStateException("the profile has no attributes: " + attributes.getQName(0));
        }
        place = element;
    }

    @Override
    public void endElement(String namespace, String localName, String qualifiedName) {
        Node ended = Objects.requireNonNull(place);
        flush(ended);
        place = ended.getParentNode();
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    private void flush(Node holder) {
        if (text.length() > 0) {
            holder.appendChild(document.createTextNode(text.toString()));
            text.setLength(0);
        }
    }

    private static void declare(Element element, String prefix, String namespace) {
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
    }

    private static String prefix(String namespace) {
        return switch (namespace) {
            case WireTypes.MESSAGES -> "m";
            case WireTypes.INBOX -> "i";
            case WireTypes.TYPES -> "t";
            default -> throw new IllegalStateException("no prefix for " + namespace);
        };
    }
}
