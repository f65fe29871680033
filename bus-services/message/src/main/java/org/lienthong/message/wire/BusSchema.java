package org.lienthong.message.wire;

import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The bus schemas of the class path, compiled. Imports are found beside the schema, never elsewhere. */
final class BusSchema {

    private static final String FOLDER = "/xsd/bus/";

    private BusSchema() {}

    static Schema load() {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> input(systemId));
            return factory.newSchema(new Source[] {source("exchange.xsd"), source("inbox.xsd")});
        } catch (SAXException brokenBuild) {
            throw new IllegalStateException(brokenBuild);
        }
    }

    private static Source source(String name) {
        return new StreamSource(open(name), name);
    }

    private static LSInput input(String systemId) {
        try {
            LSInput input = ((DOMImplementationLS)
                            DOMImplementationRegistry.newInstance().getDOMImplementation("LS"))
                    .createLSInput();
            input.setSystemId(systemId);
            input.setByteStream(open(systemId.substring(systemId.lastIndexOf('/') + 1)));
            return input;
        } catch (ReflectiveOperationException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static InputStream open(String name) {
        InputStream schema = org.lienthong.xsd.XmlTime.class.getResourceAsStream(FOLDER + name);
        if (schema == null) {
            throw new IllegalStateException("missing resource " + FOLDER + name);
        }
        return schema;
    }
}
