package org.lienthong.message.wire;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.Validator;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Takes out of an answer what a later minor version has put into it (wsdl/PROFILE.md 10): elements in a place where this
 * version's schema has none.
 */
final class LaterElements {

    /** More elements side by side than any version will add; what needs more rounds is no answer of the bus. */
    private static final int MAX_ROUNDS = 100;

    private static final String NODE = "http://apache.org/xml/properties/dom/current-element-node";
    private static final String CONTENT = "cvc-complex-type.2.4.";
    /** An element that this version requires is not there: nothing to take out. */
    private static final String INCOMPLETE = CONTENT + "b";

    private final Schema schema;

    LaterElements(Schema schema) {
        this.schema = schema;
    }

    /** @return the element itself if it holds nothing of the kind; else a copy without it, by its own merits valid or not */
    Element without(Element answer) {
        Set<Element> strange = strange(answer);
        if (strange.isEmpty()) {
            return answer;
        }
        Element copy = (Element) answer.cloneNode(true);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            strange = strange(copy);
            if (strange.isEmpty()) {
                break;
            }
            strange.forEach(element -> element.getParentNode().removeChild(element));
        }
        return copy;
    }

    /** @return at most one under each parent: what follows it is not judged before it is gone */
    private Set<Element> strange(Element root) {
        Set<Element> found = new LinkedHashSet<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new Listener() {
            @Override
            void hear(SAXParseException error) throws SAXException {
                String message = String.valueOf(error.getMessage());
                if (message.startsWith(CONTENT)
                        && !message.startsWith(INCOMPLETE)
                        && validator.getProperty(NODE) instanceof Element element
                        && element != root) {
                    found.add(element);
                }
            }
        });
        try {
            validator.validate(new DOMSource(root));
        } catch (SAXException | IOException unreadable) {
            return Set.of();
        }
        return found;
    }

    private abstract static class Listener implements ErrorHandler {

        abstract void hear(SAXParseException error) throws SAXException;

        @Override
        public void warning(SAXParseException warning) {
            // says nothing of content
        }

        @Override
        public void error(SAXParseException error) throws SAXException {
            hear(error);
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }
}
