package org.lienthong.message.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lienthong.message.edxml.ElementRule.Sort;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The schema and the table of elements tell one story. */
class ElementTableTest {

    private final Document schema;
    private final ElementRule table = ElementRule.table(RuleData.BUILT_IN);

    ElementTableTest() throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        schema = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(RuleData.BUILT_IN.text("edxml.xsd"))));
    }

    @Test
    void schemaAndTableKnowTheSameElementsAtTheSamePlaces() {
        Set<String> ofSchema = new TreeSet<>();
        Set<String> ofTable = new TreeSet<>();
        collect((Element) children(schema.getDocumentElement(), "element").item(0), "", ofSchema);
        collect(table, "", ofTable);

        assertThat(ofSchema).isEqualTo(ofTable);
    }

    @Test
    void whatTheSchemaRequiresTheTableRequiresToo() {
        assertRequired(
                (Element) children(schema.getDocumentElement(), "element").item(0), table);
    }

    private void assertRequired(Element element, ElementRule rule) {
        Element type = type(element);
        if (type == null) {
            return;
        }
        NodeList elements = children(type, "element");
        for (int i = 0; i < elements.getLength(); i++) {
            Element child = (Element) elements.item(i);
            ElementRule childRule =
                    Optional.ofNullable(rule.child(child.getAttribute("name"))).orElseThrow();
            boolean choice = child.getParentNode().getLocalName().equals("choice");
            if (!choice && !child.getAttribute("minOccurs").equals("0")) {
                assertThat(childRule.times(Sort.DOCUMENT).least()
                                + childRule.times(Sort.STATUS).least())
                        .as(childRule.name)
                        .isPositive();
            }
            assertRequired(child, childRule);
        }
    }

    private void collect(Element element, String path, Set<String> into) {
        String own = path + "/" + element.getAttribute("name");
        into.add(own);
        Element type = type(element);
        if (type != null) {
            NodeList elements = children(type, "element");
            for (int i = 0; i < elements.getLength(); i++) {
                collect((Element) elements.item(i), own, into);
            }
        }
    }

    private static void collect(ElementRule rule, String path, Set<String> into) {
        if (rule.inNoMessage()) {
            return;
        }
        String own = path + "/" + rule.name;
        into.add(own);
        for (Map.Entry<String, ElementRule> child : rule.children.entrySet()) {
            collect(child.getValue(), own, into);
        }
    }

    private @Nullable Element type(Element element) {
        String name = element.getAttribute("type");
        if (name.isEmpty()) {
            return element;
        }
        NodeList types = children(schema.getDocumentElement(), "complexType");
        for (int i = 0; i < types.getLength(); i++) {
            Element type = (Element) types.item(i);
            if (("ed:" + type.getAttribute("name")).equals(name)) {
                return type;
            }
        }
        return null;
    }

    private static NodeList children(Element parent, String name) {
        return parent.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, name);
    }
}
