package org.lienthong.message.wire;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.ValidationEvent;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.validation.Schema;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Binds the bus's schema types (org.lienthong.xsd) to and from trees. Thread-safe; make one and keep it. */
public final class WireTypes {

    /** Namespace of operations, answers and the fault; prefix m. */
    public static final String MESSAGES = "urn:lienthong:exchange:1";

    /** Namespace of what the bus asks of an agency's inbox, and of its answers; prefix i. */
    public static final String INBOX = "urn:lienthong:inbox:1";

    /** Namespace of the types inside them; prefix t. */
    public static final String TYPES = "urn:lienthong:types:1";

    private final JAXBContext types = types();
    private final Schema schema = BusSchema.load();
    private final LaterElements later = new LaterElements(schema);

    /**
     * Reads strictly: for what the bus is asked. What it answers is read by {@link #readAnswer}.
     *
     * @param type the generated class of the element
     * @throws org.lienthong.message.refusal.RefusedException RequestInvalid with the path of the element at fault
     */
    public <T> T read(Element element, Class<T> type) {
        Finding finding = new Finding(element);
        try {
            Unmarshaller unmarshaller = types.createUnmarshaller();
            unmarshaller.setSchema(schema);
            unmarshaller.setEventHandler(finding::hear);
            return unmarshaller.unmarshal(element, type).getValue();
        } catch (JAXBException e) {
            throw Refusal.of(RefusalCode.REQUEST_INVALID)
                    .with("what", finding.place + ": " + finding.words)
                    .at(finding.place)
                    .refused(e);
        }
    }

    /**
     * As {@link #read}, but passes over elements that this version does not know: a later minor version of the bus may add
     * some (wsdl/PROFILE.md 10).
     */
    public <T> T readAnswer(Element element, Class<T> type) {
        try {
            return read(element, type);
        } catch (RefusedException strange) {
            Element known = later.without(element);
            if (known == element) {
                throw strange;
            }
            return read(known, type);
        }
    }

    /**
     * Writes a message under the name of its class, e.g. SendDocumentResponse as {@code m:SendDocumentResponse}, with the
     * prefixes m: (i: for the inbox) and t: written out (gSOAP cannot verify signed bodies of other forms).
     *
     * @return a new element that belongs to the document and has no parent yet
     */
    public Element write(Object message, Document document) {
        boolean inbox = message.getClass().getPackage() == org.lienthong.xsd.inbox.ObjectFactory.class.getPackage();
        String name = message.getClass().getSimpleName();
        return write(message, new QName(inbox ? INBOX : MESSAGES, name), document);
    }

    /** As {@link #write(Object, Document)} under another name, e.g. a Receipt alone. */
    public Element write(Object value, QName name, Document document) {
        PrefixedWriter writer = new PrefixedWriter(document);
        try {
            types.createMarshaller().marshal(element(name, value), writer);
            return writer.root();
        } catch (JAXBException e) {
            throw new IllegalStateException("cannot write " + name, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> JAXBElement<T> element(QName name, T value) {
        return new JAXBElement<>(name, (Class<T>) value.getClass(), value);
    }

    private static JAXBContext types() {
        try {
            ClassLoader loader = org.lienthong.xsd.exchange.ObjectFactory.class.getClassLoader();
            return JAXBContext.newInstance(
                    "org.lienthong.xsd.exchange:org.lienthong.xsd.inbox:org.lienthong.xsd.types", loader);
        } catch (JAXBException brokenBuild) {
            throw new IllegalStateException(brokenBuild);
        }
    }

    /** The first thing a reading tripped over. */
    private static final class Finding {

        private String place;
        private String words = "";

        Finding(Element read) {
            this.place = Tree.path(read);
        }

        /** @return false: stop reading */
        boolean hear(ValidationEvent event) {
            Node node = event.getLocator() == null ? null : event.getLocator().getNode();
            if (node instanceof Element element) {
                place = Tree.path(element);
            }
            words = Optional.ofNullable(event.getMessage()).orElse("");
            return false;
        }
    }
}
