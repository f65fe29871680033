package org.lienthong.message.wire;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.Reader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Builds the one tree of an envelope from a pull parser and stops at the first thing that has no business there. */
final class TreeBuilder {

    private final XMLInputFactory parsers = parsers();
    private final DOMImplementation trees = trees();

    /** @throws RefusedException Malformed, TooLarge, VersionMismatch; EncryptionNotSupported, MtomNotSupported at the end */
    Branches build(byte[] bytes, Announced announced) {
        RootEncoding encoding = RootEncoding.of(bytes, announced.charset());
        Reader characters = encoding.reader(bytes);
        try {
            XMLStreamReader xml = parsers.createXMLStreamReader(characters);
            try {
                encoding.requireDeclared(xml.getCharacterEncodingScheme());
                if (!"1.0".equals(Optional.ofNullable(xml.getVersion()).orElse("1.0"))) {
                    throw malformed("XML " + xml.getVersion());
                }
                return grow(xml, new Branches(newDocument(), announced.version()));
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            String place = e.getLocation() == null
                    ? "XML"
                    : "XML, line " + e.getLocation().getLineNumber() + ", column "
                            + e.getLocation().getColumnNumber();
            throw Refusal.of(RefusalCode.MALFORMED).with("what", place).refused(e);
        }
    }

    Document newDocument() {
        Document document = trees.createDocument(null, null, null);
        document.setStrictErrorChecking(false);
        return document;
    }

    private static Branches grow(XMLStreamReader xml, Branches branches) throws XMLStreamException {
        Node place = branches.document();
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    branches.text(place, text);
                    place = element(xml, branches, place);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    branches.text(place, text);
                    place = place.getParentNode();
                    branches.leave();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (place != branches.document()) {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                        branches.requireFits(text);
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> {}
                case XMLStreamConstants.DTD -> throw malformed("DOCTYPE");
                case XMLStreamConstants.COMMENT -> throw malformed("comment, line " + line(xml));
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw malformed("processing instruction, line " + line(xml));
                default -> throw malformed("XML, line " + line(xml));
            }
        }
        branches.requireSupported();
        return branches;
    }

    private static Element element(XMLStreamReader xml, Branches branches, Node parent) {
        branches.enter(xml.getNamespaceCount() + xml.getAttributeCount());
        Document document = branches.document();
        String namespace = emptyAsNull(xml.getNamespaceURI());
        Element element = document.createElementNS(namespace, qualified(xml.getPrefix(), xml.getLocalName()));
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            String prefix = xml.getNamespacePrefix(i);
            String name = prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
            String uri = Optional.ofNullable(xml.getNamespaceURI(i)).orElse("");
            element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, name, uri);
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = qualified(xml.getAttributePrefix(i), xml.getAttributeLocalName(i));
            element.setAttributeNS(emptyAsNull(xml.getAttributeNamespace(i)), name, xml.getAttributeValue(i));
            if ("id".equalsIgnoreCase(xml.getAttributeLocalName(i))) {
                branches.identify(xml.getAttributeValue(i), element);
            }
        }
        parent.appendChild(element);
        branches.requireAllowed(element);
        return element;
    }

    // DOM knows no empty namespace, only none
    @SuppressWarnings("NullAway")
    private static String emptyAsNull(String namespace) {
        return namespace == null || namespace.isEmpty() ? null : namespace;
    }

    private static String qualified(String prefix, String localName) {
        return prefix == null || prefix.isEmpty() ? localName : prefix + ':' + localName;
    }

    private static int line(XMLStreamReader xml) {
        return xml.getLocation().getLineNumber();
    }

    private static RefusedException malformed(String what) {
        return Refusal.of(RefusalCode.MALFORMED).with("what", what).refused();
    }

    private static XMLInputFactory parsers() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, Branches.MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, Branches.MAX_ATTRIBUTE_LENGTH);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, Branches.MAX_DEPTH + 1);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) Branches.MAX_NODES);
        return factory;
    }

    private static DOMImplementation trees() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
        } catch (ParserConfigurationException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
