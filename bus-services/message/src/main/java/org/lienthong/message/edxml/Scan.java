package org.lienthong.message.edxml;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.edxml.ElementRule.Sort;
import org.lienthong.message.edxml.ElementRule.Times;
import org.lienthong.message.edxml.ElementRule.Value;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.ext.Locator2;

/**
 * Reads one message into nodes, each placed in the table of elements, and shows the schema what the table allows. An element
 * that the table does not allow is reported here, once, and set aside; one that is only misspelled is reported and then read
 * as what it was meant to be.
 */
final class Scan extends DefaultHandler2 {

    static final String QCVN = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    /** 3,321 communes as recipients, each with eight fields, are 30,000 elements. */
    static final int MAX_ELEMENTS = 200_000;

    private static final String XML_DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final int MAX_SIGNATURE_ELEMENTS = 5_000;

    /** Ends the reading at once. */
    static final class LimitExceeded extends SAXException {
        private static final long serialVersionUID = 1L;

        LimitExceeded(String what) {
            super(what);
        }
    }

    private final ElementRule table;
    private final Sort sort;
    private final Findings findings;
    private final SchemaCheck schema;
    private @Nullable Locator locator;
    private @Nullable Node root;
    private @Nullable Node current;
    /** Depth inside an element that is not interpreted, e.g. Signature. */
    private int opaque;

    private int opaqueElements;
    private int elements;
    private int line = 1;
    private int column = 1;
    private boolean cdata;
    private boolean prologueSeen;

    Scan(ElementRule table, Sort sort, Findings findings, SchemaCheck schema) {
        this.table = table;
        this.sort = sort;
        this.findings = findings;
        this.schema = schema;
    }

    /** @return what was read, even if the reading ended early; null if there was no element */
    @Nullable
    Node root() {
        return root;
    }

    /** @return the path of the element that was open when the reading ended */
    String openPath() {
        return current == null ? "edXML" : current.path();
    }

    int line() {
        return locator == null ? 0 : Math.max(0, locator.getLineNumber());
    }

    int column() {
        return locator == null ? 0 : Math.max(0, locator.getColumnNumber());
    }

    @Override
    public void setDocumentLocator(Locator where) {
        locator = where;
    }

    @Override
    public void startDocument() throws SAXException {
        schema.handler().startDocument();
    }

    @Override
    public void endDocument() throws SAXException {
        if (root != null && !root.setAside) {
            schema.handler().endDocument();
        }
    }

    @Override
    public void startElement(String uri, String local, String qName, Attributes attributes) throws SAXException {
        if (++elements > MAX_ELEMENTS) {
            throw new LimitExceeded("elements: " + MAX_ELEMENTS);
        }
        judgePrologue();
        if (opaque > 0) {
            openOpaque(uri, local, qName, attributes);
        } else {
            Node node = current == null ? openRoot(uri, local) : open(current, uri, local);
            current = node;
            if (!node.setAside) {
                boolean opens = node.rule.value == Value.OPAQUE;
                opaque = opens ? 1 : 0;
                schema.at(node);
                // What was misspelled is shown to the schema as what it was meant to be: it has been reported.
                schema.handler().startElement(shown(node), node.rule.name, qName, attributes);
            }
        }
        mark(0);
    }

    private void openOpaque(String uri, String local, String qName, Attributes attributes) throws SAXException {
        opaque++;
        if (++opaqueElements > MAX_SIGNATURE_ELEMENTS) {
            throw new LimitExceeded("elements in signatures: " + MAX_SIGNATURE_ELEMENTS);
        }
        schema.handler().startElement(uri, local, qName, attributes);
    }

    private Node openRoot(String uri, String local) {
        boolean named = local.equals(table.name);
        Node node = new Node(named ? table : ElementRule.UNKNOWN, local, null, line, column);
        root = node;
        node.setAside = !named;
        if (!named) {
            findings.add(rootRule(uri, local), node, "found", "{" + uri + "}" + local);
        } else if (!uri.equals(QCVN)) {
            findings.add(Rule.NAMESPACE, node, "found", uri);
        }
        node.namespace = uri;
        return node;
    }

    private static Rule rootRule(String uri, String local) {
        if (local.equals("edXMLEnvelope")) {
            return Rule.ROOT_ENVELOPE;
        }
        return local.equals("Envelope") && uri.contains("soap") ? Rule.ROOT_SOAP : Rule.ROOT;
    }

    private Node open(Node parent, String uri, String local) {
        ElementRule exact = parent.rule.child(local);
        ElementRule meant = exact == null ? meant(parent.rule, local) : exact;
        if (meant == null || parent.setAside) {
            return openUnknown(parent, local);
        }
        Times times = meant.times(sort);
        int before = parent.count(meant);
        Node node = parent.adopt(meant, local, line, column);
        node.namespace = uri;
        if (exact == null) {
            findings.add(
                    local.startsWith("Business") ? Rule.BUSSINESS_SPELLING : Rule.ELEMENT_CASE,
                    node,
                    "found",
                    local,
                    "expected",
                    meant.name);
        }
        if (times.most() == 0) {
            findings.add(meant.inNoMessage() ? Rule.ELEMENT_UNKNOWN : Rule.ELEMENT_MISPLACED, node, "found", local);
            node.setAside = true;
        } else if (before >= times.most()) {
            findings.add(Rule.ELEMENT_REPEATED, node);
            node.setAside = true;
        } else if (foreign(node, uri) && !uri.equals(parent.namespace)) {
            findings.add(Rule.NAMESPACE, node, "found", uri);
        }
        return node;
    }

    private Node openUnknown(Node parent, String local) {
        Node node = parent.adopt(ElementRule.UNKNOWN, local, line, column);
        node.setAside = true;
        if (!parent.setAside) {
            findings.add(
                    local.startsWith("Business") ? Rule.BUSSINESS_SPELLING : Rule.ELEMENT_UNKNOWN,
                    node, //
                    "found",
                    local,
                    "expected",
                    local.replace("Business", "Bussiness"));
        }
        return node;
    }

    private static @Nullable ElementRule meant(ElementRule parent, String local) {
        ElementRule meant = parent.childInAnyCase(local);
        return meant == null
                ? parent.childInAnyCase(local.toLowerCase(Locale.ROOT).replace("business", "bussiness"))
                : meant;
    }

    /** @return the namespace that the schema is shown: a wrong one has been reported */
    private static String shown(Node node) {
        return foreign(node, node.namespace) ? QCVN : node.namespace;
    }

    private static boolean foreign(Node node, String uri) {
        return !uri.equals(QCVN) && !(node.rule.value == Value.OPAQUE && uri.equals(XML_DSIG));
    }

    @Override
    public void endElement(String uri, String local, String qName) throws SAXException {
        Node node = current;
        if (node == null) {
            return;
        }
        if (opaque > 1) {
            opaque--;
            schema.handler().endElement(uri, local, qName);
        } else {
            if (!node.setAside) {
                schema.at(node);
                schema.handler().endElement(shown(node), node.rule.name, qName);
            }
            opaque = 0;
            current = node.parent;
        }
        mark(0);
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        Node node = current;
        if (node != null) {
            if (node.rule.value != Value.GROUP && opaque == 0) {
                node.append(characters, start, length);
            }
            // Base64 is judged as it streams past; the schema would keep all of it.
            if (!node.setAside && node.rule.value != Value.BASE64) {
                schema.at(node);
                schema.handler().characters(characters, start, length);
            }
        }
        // After plain text the parser has already taken the next "<".
        mark(cdata ? 0 : 1);
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
        characters(characters, start, length);
    }

    @Override
    public void comment(char[] characters, int start, int length) {
        splitValue();
    }

    @Override
    public void processingInstruction(String target, String data) {
        splitValue();
    }

    private void splitValue() {
        if (current != null && opaque == 0 && current.rule.value != Value.GROUP) {
            current.split = true;
        }
        mark(0);
    }

    @Override
    public void startCDATA() {
        cdata = true;
    }

    @Override
    public void endCDATA() {
        cdata = false;
        mark(0);
    }

    /** Remembers where the next piece of markup starts. */
    private void mark(int taken) {
        line = line();
        column = Math.max(1, column() - taken);
    }

    private void judgePrologue() {
        if (prologueSeen || !(locator instanceof Locator2 where)) {
            return;
        }
        prologueSeen = true;
        String encoding = where.getEncoding();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            findings.add(Rule.ENCODING, "edXML", 1, 1, "found", encoding);
        }
        String version = where.getXMLVersion();
        if (version != null && !version.equals("1.0")) {
            findings.add(Rule.XML_VERSION, "edXML", 1, 1, "found", version);
        }
    }
}
