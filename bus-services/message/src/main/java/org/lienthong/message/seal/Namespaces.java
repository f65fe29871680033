package org.lienthong.message.seal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Writes out the namespace declarations that a tree built by hand only implies: canonicalization sees attributes, not the
 * namespaces that DOM keeps beside them.
 */
final class Namespaces {

    private Namespaces() {}

    static void declareAll(Element root) {
        declare(root, Map.of());
    }

    private static void declare(Element element, Map<String, String> outer) {
        Map<String, String> scope = new HashMap<>(outer);
        List<Attr> attributes = attributes(element);
        for (Attr attribute : attributes) {
            if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
                boolean isDefault = attribute.getPrefix() == null;
                scope.put(isDefault ? "" : attribute.getLocalName(), attribute.getValue());
            }
        }
        imply(element, element, scope);
        for (Attr attribute : attributes) {
            if (attribute.getPrefix() != null && !attribute.getPrefix().equals("xmlns")) {
                imply(attribute, element, scope);
            }
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                declare(child, scope);
            }
        }
    }

    private static List<Attr> attributes(Element element) {
        NamedNodeMap map = element.getAttributes();
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < map.getLength(); i++) {
            attributes.add((Attr) map.item(i));
        }
        return attributes;
    }

    private static void imply(Node named, Element holder, Map<String, String> scope) {
        String prefix = named.getPrefix() == null ? "" : named.getPrefix();
        String namespace = named.getNamespaceURI() == null ? "" : named.getNamespaceURI();
        if (!prefix.equals("xml") && !namespace.equals(scope.getOrDefault(prefix, ""))) {
            scope.put(prefix, namespace);
            String name = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
            holder.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, name, namespace);
        }
    }
}
