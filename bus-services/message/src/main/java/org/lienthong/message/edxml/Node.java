package org.lienthong.message.edxml;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One element as read: its rule, its place, and a bounded piece of its text. */
final class Node {

    /** Longer values break their rule anyway; the rest is counted and let go. */
    private static final int KEPT = 8_192;

    final ElementRule rule;
    final String written;
    final @Nullable Node parent;
    final int line;
    final int column;
    final List<Node> children = new ArrayList<>(0);
    /** Only where the rule says base64. */
    final @Nullable Base64Scan base64;

    private final StringBuilder text = new StringBuilder(0);
    private final int[] seen;
    private int number = 1;
    private boolean cut;
    private @Nullable String value;
    /** As written. */
    String namespace = "";

    /** Already reported as a whole: neither judged nor shown to the schema. */
    boolean setAside;
    /** A comment or processing instruction stands inside the value. */
    boolean split;
    /** A child that must be there is not. */
    boolean incomplete;

    Node(ElementRule rule, String written, @Nullable Node parent, int line, int column) {
        this.rule = rule;
        this.written = written;
        this.parent = parent;
        this.line = line;
        this.column = column;
        this.base64 = rule.value == ElementRule.Value.BASE64 ? new Base64Scan() : null;
        this.seen = new int[rule.children.size()];
    }

    /** Adds a child and numbers it among its like. */
    Node adopt(ElementRule childRule, String childWritten, int atLine, int atColumn) {
        Node child = new Node(childRule, childWritten, this, atLine, atColumn);
        if (childRule != ElementRule.UNKNOWN) {
            child.number = ++seen[childRule.position];
        }
        children.add(child);
        return child;
    }

    int count(ElementRule childRule) {
        return seen[childRule.position];
    }

    void append(char[] characters, int start, int length) {
        if (base64 != null) {
            base64.accept(characters, start, length);
            return;
        }
        value = null;
        int room = Math.min(length, KEPT - text.length());
        text.append(characters, start, room);
        cut |= room < length;
    }

    boolean isEmpty() {
        return base64 == null ? value().isEmpty() : base64.isEmpty();
    }

    /** @return the value without the white space around it */
    String value() {
        String known = value;
        if (known == null) {
            known = text.toString().strip();
            value = known;
        }
        return known;
    }

    /** @return in characters of the composed (NFC) form; a value too long to keep is longer than any rule allows */
    int length() {
        if (cut) {
            return Integer.MAX_VALUE;
        }
        String composed = Normalizer.normalize(value(), Normalizer.Form.NFC);
        return composed.codePointCount(0, composed.length());
    }

    /** @return the first child of this name */
    Optional<Node> child(String name) {
        for (Node child : children) {
            if (child.rule.name.equals(name)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    List<Node> all(String name) {
        return children.stream().filter(child -> child.rule.name.equals(name)).toList();
    }

    /** @return the descendant along first children of these names */
    Optional<Node> at(String... names) {
        Optional<Node> here = Optional.of(this);
        for (String name : names) {
            here = here.flatMap(node -> node.child(name));
        }
        return here;
    }

    /** @return the value of that descendant; empty if it is absent or has none */
    Optional<String> value(String... names) {
        return at(names).map(Node::value).filter(value -> !value.isEmpty());
    }

    /** @return e.g. {@code edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[2]/OrganId} */
    String path() {
        String own = rule == ElementRule.UNKNOWN ? written : rule.name;
        String numbered = number > 1 || rule.repeats() ? own + "[" + number + "]" : own;
        return parent == null ? numbered : parent.path() + "/" + numbered;
    }
}
