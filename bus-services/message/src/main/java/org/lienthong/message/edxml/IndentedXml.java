package org.lienthong.message.edxml;

import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements one a line, indented, with and without the prefix {@code edXML}. */
final class IndentedXml {

    private static final String PREFIX = "edXML";

    private final XMLStreamWriter out;
    private String namespace = "";
    private int depth;
    /** Depth at which the prefix was declared; 0 while it is not. */
    private int declaredAt;

    IndentedXml(XMLStreamWriter out) {
        this.out = out;
    }

    /** Writes the declaration and opens the root, whose namespace is the default one. */
    void start(String root, String itsNamespace) throws XMLStreamException {
        namespace = itsNamespace;
        out.writeStartDocument("UTF-8", "1.0");
        out.writeCharacters("\n");
        out.writeStartElement("", root, namespace);
        out.writeDefaultNamespace(namespace);
        depth = 1;
    }

    void open(String name, String... attributes) throws XMLStreamException {
        indent();
        startPrefixed(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], attributes[i + 1]);
        }
        depth++;
    }

    /** Opens an element without prefix. */
    void plain(String name) throws XMLStreamException {
        indent();
        out.writeStartElement("", name, namespace);
        depth++;
    }

    void leaf(String name, String value) throws XMLStreamException {
        indent();
        startPrefixed(name);
        out.writeCharacters(value);
        endElement();
    }

    /** Writes nothing if there is no value. */
    void leaf(String name, Optional<String> value) throws XMLStreamException {
        if (value.isPresent()) {
            leaf(name, value.get());
        }
    }

    void plainLeaf(String name, String value) throws XMLStreamException {
        indent();
        out.writeStartElement("", name, namespace);
        out.writeCharacters(value);
        out.writeEndElement();
    }

    void close() throws XMLStreamException {
        depth--;
        indent();
        endElement();
    }

    void finish() throws XMLStreamException {
        close();
        out.writeCharacters("\n");
        out.writeEndDocument();
        out.close();
    }

    private void startPrefixed(String name) throws XMLStreamException {
        out.writeStartElement(PREFIX, name, namespace);
        if (declaredAt == 0) {
            out.writeNamespace(PREFIX, namespace);
            declaredAt = depth;
        }
    }

    private void endElement() throws XMLStreamException {
        out.writeEndElement();
        if (declaredAt == depth) {
            declaredAt = 0;
        }
    }

    private void indent() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }
}
