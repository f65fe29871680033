package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.wsdl.Definition;
import javax.wsdl.Port;
import javax.wsdl.WSDLException;
import javax.wsdl.extensions.schema.Schema;
import javax.wsdl.factory.WSDLFactory;
import javax.wsdl.xml.WSDLReader;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.wsdl.DocumentExchange;
import org.lienthong.wsdl.inbox.AgencyInbox;
import org.xml.sax.SAXException;

class DescriptionsOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    @ParameterizedTest
    @CsvSource({"wsdl,DocumentExchangeSoap11Port", "wsdl=soap12,DocumentExchangeSoap12Port"})
    void servesAWsdlThatNamesEveryOperationAndThisAddress(String query, String portName) throws WSDLException {
        Definition wsdl = reader().readWSDL(address("?" + query));

        Port port = wsdl.getService(new QName("urn:lienthong:service:1", "DocumentExchangeService"))
                .getPort(portName);
        List<?> operations = port.getBinding().getPortType().getOperations();
        assertThat(operations).hasSameSizeAs(DocumentExchange.class.getDeclaredMethods());
        assertThat(port.getExtensibilityElements().toString()).contains(address(""));
        Schema schema = (Schema) wsdl.getTypes().getExtensibilityElements().get(0);
        Map<?, ?> imports = schema.getImports();
        assertThat(imports.get(WireTypes.MESSAGES)).isNotNull();
    }

    @Test
    void servesTheWsdlThatAnAgencyGeneratesItsInboxFrom() throws WSDLException, SAXException {
        Definition wsdl = reader().readWSDL(address("?wsdl=inbox"));

        Port port = wsdl.getService(new QName("urn:lienthong:inbox-service:1", "AgencyInboxService"))
                .getPort("AgencyInboxSoap11Port");
        List<?> operations = port.getBinding().getPortType().getOperations();
        assertThat(operations).hasSameSizeAs(AgencyInbox.class.getDeclaredMethods());
        Schema schema = (Schema) wsdl.getTypes().getExtensibilityElements().get(0);
        Map<?, ?> imports = schema.getImports();
        assertThat(imports.get(WireTypes.INBOX)).isNotNull();
        assertThat(SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                        .newSchema(new StreamSource(address("?xsd=inbox.xsd"))))
                .isNotNull();
    }

    @Test
    void servesSchemasThatFindEachOther() throws SAXException {
        assertThat(SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                        .newSchema(new StreamSource(address("?xsd=exchange.xsd"))))
                .isNotNull();
    }

    @Test
    void namesTheAddressThatTheCallerUsed() throws IOException {
        RawHttp.Response wsdl = get("/exchange?wsdl", "bus.example.vn:8080");

        assertThat(wsdl.text())
                .contains("location=\"http://bus.example.vn:8080/exchange\"")
                .contains("schemaLocation=\"http://bus.example.vn:8080/exchange?xsd=exchange.xsd\"");
    }

    @ParameterizedTest
    @CsvSource({"'a\"b'", "a/b", "a@b", "'a b'"})
    void refusesHostsThatAreNone(String host) throws IOException {
        assertThat(get("/exchange?wsdl", host).status()).isIn(400, 421);
    }

    @ParameterizedTest
    @CsvSource({
        "/exchange",
        "/exchange?wsdl=other",
        "/exchange?xsd=../../secret",
        "/exchange?wsdl=DocumentExchange.wsdl"
    })
    void helpsWhoAsksForSomethingElse(String target) throws IOException {
        RawHttp.Response help = get(target, "127.0.0.1");

        assertThat(help.status()).isEqualTo(405);
        assertThat(help.header("Allow")).contains("POST, GET, HEAD");
        assertThat(help.text()).contains("?wsdl").doesNotContain("Envelope");
    }

    @ParameterizedTest
    @CsvSource({"/index.html", "/services", "/exchange/", "/exchange/x", "/content"})
    void knowsNoOtherPath(String target) throws IOException {
        assertThat(get(target, "127.0.0.1").status()).isEqualTo(404);
    }

    @Test
    void saysWhetherItServes() throws IOException {
        RawHttp.Response health = get("/health", "127.0.0.1");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text()).contains("\"status\":\"UP\"", "\"database\":\"UP\"");
    }

    private static String address(String query) {
        return "http://127.0.0.1:" + BUS.port() + "/exchange" + query;
    }

    private static WSDLReader reader() throws WSDLException {
        WSDLReader reader = WSDLFactory.newInstance().newWSDLReader();
        reader.setFeature("javax.wsdl.verbose", false);
        reader.setFeature("javax.wsdl.importDocuments", true);
        return reader;
    }

    private static RawHttp.Response get(String target, String host) throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            return http.write("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .read();
        }
    }
}
