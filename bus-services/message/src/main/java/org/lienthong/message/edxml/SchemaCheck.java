package org.lienthong.message.edxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The schema's own findings, held back until the rules have spoken: what a rule tells better is not told twice. */
final class SchemaCheck extends DefaultHandler {

    private record Held(Rule rule, Node node, String what) {}

    private final ValidatorHandler handler;
    private final List<Held> held = new ArrayList<>();
    private @Nullable Node node;

    SchemaCheck(Schema schema) {
        handler = schema.newValidatorHandler();
        handler.setErrorHandler(this);
        try {
            handler.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
        } catch (SAXNotRecognizedException | SAXNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    ValidatorHandler handler() {
        return handler;
    }

    /** Names the element that the next event belongs to. */
    void at(Node next) {
        node = next;
    }

    @Override
    public void error(SAXParseException e) {
        if (node != null && held.size() < EdxmlReader.MAX_VIOLATIONS) {
            String what = String.valueOf(e.getMessage());
            held.add(new Held(rule(what), node, what));
        }
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    private static Rule rule(String message) {
        if (message.startsWith("cvc-complex-type.2.4")) {
            return Rule.ORDER;
        }
        if (message.startsWith("cvc-complex-type.3") || message.startsWith("cvc-type.3.1.1")) {
            return Rule.ATTRIBUTE;
        }
        return message.startsWith("cvc-complex-type.2.3") ? Rule.STRAY_TEXT : Rule.SCHEMA;
    }

    /** Tells what no rule has told: where a required child is missing, its parent's and siblings' order says nothing new. */
    void tell(Findings findings) {
        for (Held one : held) {
            Node parent = one.node.parent;
            boolean told = one.node.incomplete || (parent != null && parent.incomplete);
            if (!told || one.rule != Rule.ORDER) {
                findings.add(one.rule, one.node, "what", one.what);
            }
        }
    }
}
