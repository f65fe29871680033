package org.lienthong.message.edxml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.edxml.ElementRule.Sort;
import org.lienthong.message.refusal.Violation;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads edXML and judges it by schema and rules. Thread-safe; make one and keep it. Bad content is never thrown but told as
 * violations.
 *
 * <p>No DTD, entity or XInclude is read. Size, depth, attributes and elements are bounded, and values longer than any rule
 * allows are not kept; content in base64 streams past without being kept.
 */
public final class EdxmlReader {

    /** More violations than this are not told: the text needs its maker, not a longer list. */
    public static final int MAX_VIOLATIONS = 100;

    /** The longest edXML that is read, in bytes: the limit of the root part (contract, section 9). */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final String MAX_DEPTH = "32";
    private static final String MAX_ATTRIBUTES = "32";

    private final ElementRule table;
    private final Judge judge;
    private final Schema schema;
    private final SAXParserFactory parsers;
    private final RuleText vi = new RuleText("vi");
    private final RuleText en = new RuleText("en");

    /** With the tables and lists of xsd/edxml. */
    public EdxmlReader() {
        this(RuleData.BUILT_IN);
    }

    /** @param folder of the operator's: a file in it stands for the one of the same name in xsd/edxml */
    public EdxmlReader(Path folder) {
        this(new RuleData(Optional.of(folder)));
    }

    private EdxmlReader(RuleData data) {
        table = ElementRule.table(data);
        judge = new Judge(new ValueRules(data, table), new SecretMarks(data));
        try {
            schema = loadSchema();
            parsers = SAXParserFactory.newDefaultNSInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.setFeature("http://xml.org/sax/features/external-general-entities", false);
            parsers.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema loadSchema() throws SAXException {
        SchemaFactory schemas = SchemaFactory.newDefaultInstance();
        schemas.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        // From text, not from its address: a jar inside a jar has addresses that the parser cannot open.
        return schemas.newSchema(new StreamSource(new StringReader(RuleData.BUILT_IN.text("edxml.xsd"))));
    }

    /** @param edxml a document (BussinessDocType 0 to 3); not changed */
    public EdxmlReading read(byte[] edxml) {
        Outcome outcome = judge(edxml, Sort.DOCUMENT);
        Node root = outcome.root;
        Optional<EdxmlOutline> outline = root == null ? Optional.empty() : Extract.outline(root);
        Optional<EdxmlDocument> document = root != null && outcome.violations.isEmpty()
                ? outline.map(known -> Extract.document(root, known))
                : Optional.empty();
        return new EdxmlReading(outline, document, outcome.violations, outcome.secret);
    }

    /** @param edxml a status message (StatusCode 01 to 16); not changed */
    public StatusReading readStatus(byte[] edxml) {
        Outcome outcome = judge(edxml, Sort.STATUS);
        Node root = outcome.root;
        Optional<EdxmlStatus> status =
                root != null && outcome.violations.isEmpty() ? Optional.of(Extract.status(root)) : Optional.empty();
        return new StatusReading(status, outcome.violations, outcome.secret);
    }

    /** @param root null unless the message was read to its end and is of the sort asked for */
    private record Outcome(@Nullable Node root, List<Violation> violations, Optional<SecretMark> secret) {}

    private Outcome judge(byte[] edxml, Sort sort) {
        Findings findings = new Findings(vi, en);
        if (edxml.length > MAX_BYTES) {
            findings.add(
                    Rule.TOO_LARGE,
                    "edXML",
                    0,
                    0,
                    "found",
                    Integer.toString(edxml.length),
                    "longest",
                    Integer.toString(MAX_BYTES));
            return new Outcome(null, findings.all(), Optional.empty());
        }
        SchemaCheck check = new SchemaCheck(schema);
        Scan scan = new Scan(table, sort, findings, check);
        Findings fatal = parse(edxml, scan);
        Node root = scan.root();
        Optional<SecretMark> secret = root == null ? Optional.empty() : judge.secret(root);
        if (fatal != null || root == null) {
            return new Outcome(null, fatal == null ? List.of() : fatal.all(), secret);
        }
        Findings wrongSort = wrongSort(root, sort);
        if (wrongSort != null) {
            return new Outcome(null, wrongSort.all(), secret);
        }
        judge.judge(root, sort, findings);
        if (sort == Sort.DOCUMENT) {
            DocumentRules.judge(root, findings);
        }
        check.tell(findings);
        return new Outcome(root, findings.all(), secret);
    }

    /** @return the one violation of a text that is not XML, or has passed a limit; null if it was read to its end */
    private @Nullable Findings parse(byte[] edxml, Scan scan) {
        Findings fatal = new Findings(vi, en);
        try {
            XMLReader reader = newParser().getXMLReader();
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", scan);
            reader.setContentHandler(scan);
            reader.setErrorHandler(scan);
            reader.parse(new InputSource(new ByteArrayInputStream(edxml)));
            return null;
        } catch (Scan.LimitExceeded e) {
            fatal.add(Rule.LIMIT, scan.openPath(), scan.line(), scan.column(), "limit", String.valueOf(e.getMessage()));
        } catch (SAXParseException e) {
            String what = String.valueOf(e.getMessage()).strip();
            fatal.add(
                    fatalRule(what),
                    scan.openPath(),
                    e.getLineNumber(),
                    e.getColumnNumber(),
                    "what",
                    what,
                    "limit",
                    limit(what));
        } catch (IOException e) {
            // Bytes that are not of the encoding.
            fatal.add(
                    Rule.NOT_WELL_FORMED,
                    scan.openPath(),
                    scan.line(),
                    scan.column(),
                    "what",
                    String.valueOf(e.getMessage()));
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
        return fatal;
    }

    private SAXParser newParser() throws SAXException {
        try {
            SAXParser parser;
            synchronized (parsers) {
                parser = parsers.newSAXParser();
            }
            parser.setProperty("jdk.xml.maxElementDepth", MAX_DEPTH);
            parser.setProperty("jdk.xml.elementAttributeLimit", MAX_ATTRIBUTES);
            parser.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Rule fatalRule(String message) {
        if (message.startsWith("JAXP0001")) {
            return Rule.LIMIT;
        }
        return message.contains("disallow-doctype-decl") ? Rule.DOCTYPE : Rule.NOT_WELL_FORMED;
    }

    private static String limit(String message) {
        if (message.startsWith("JAXP00010002")) {
            return "attributes: " + MAX_ATTRIBUTES;
        }
        return message.startsWith("JAXP00010006") ? "depth: " + MAX_DEPTH : "name";
    }

    private @Nullable Findings wrongSort(Node root, Sort sort) {
        Node header = root.at("edXMLEnvelope", "edXMLHeader", "MessageHeader").orElse(null);
        if (header == null) {
            return null;
        }
        boolean status =
                header.child("StatusCode").isPresent() && header.child("To").isEmpty();
        boolean document =
                header.child("To").isPresent() && header.child("StatusCode").isEmpty();
        Findings wrong = new Findings(vi, en);
        if (sort == Sort.DOCUMENT && status) {
            wrong.add(Rule.NOT_A_DOCUMENT, header);
            return wrong;
        }
        if (sort == Sort.STATUS && document) {
            wrong.add(Rule.NOT_A_STATUS, header);
            return wrong;
        }
        return null;
    }
}
