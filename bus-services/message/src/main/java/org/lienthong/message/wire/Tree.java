package org.lienthong.message.wire;

import java.util.ArrayList;
import java.util.List;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Strict steps through the tree of an envelope. Sibling links only: the index methods of DOM are slow and not thread-safe. */
public final class Tree {

    private Tree() {}

    public static boolean is(Element element, String namespace, String localName) {
        return localName.equals(element.getLocalName()) && namespace.equals(namespace(element));
    }

    /**
     * @return the child elements
     * @throws org.lienthong.message.refusal.RefusedException Malformed, if there is text between them
     */
    public static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            } else if (!isBlank(node.getNodeValue())) {
                throw Refusal.of(RefusalCode.MALFORMED)
                        .with("what", "text in " + path(parent))
                        .at(path(parent))
                        .refused();
            }
        }
        return children;
    }

    /** @return the child elements of this name, others and text passed over */
    public static List<Element> named(Element parent, String namespace, String localName) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && is(child, namespace, localName)) {
                found.add(child);
            }
        }
        return found;
    }

    /**
     * @return the text, without the white space around it
     * @throws org.lienthong.message.refusal.RefusedException Malformed, if there are elements in it
     */
    public static String text(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                throw Refusal.of(RefusalCode.MALFORMED)
                        .with("what", path((Element) node))
                        .at(path(element))
                        .refused();
            }
            text.append(node.getNodeValue());
        }
        return text.toString().strip();
    }

    /** @return local names from the root, with a place among equals, e.g. {@code Envelope/Body/SendDocument/Attachment[2]} */
    public static String path(Element element) {
        StringBuilder path = new StringBuilder();
        for (Node node = element; node instanceof Element step; node = node.getParentNode()) {
            path.insert(0, '/' + step.getLocalName() + place(step));
        }
        return path.substring(1);
    }

    private static String place(Element element) {
        int before = 0;
        for (Node node = element.getPreviousSibling(); node != null; node = node.getPreviousSibling()) {
            before += sameName(node, element) ? 1 : 0;
        }
        boolean more = before > 0;
        for (Node node = element.getNextSibling(); node != null && !more; node = node.getNextSibling()) {
            more = sameName(node, element);
        }
        return more ? "[" + (before + 1) + "]" : "";
    }

    private static boolean sameName(Node node, Element element) {
        return node instanceof Element other && element.getLocalName().equals(other.getLocalName());
    }

    private static String namespace(Element element) {
        String namespace = element.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    private static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return false;
            }
        }
        return true;
    }
}
