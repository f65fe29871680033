package org.lienthong.message.edxml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What elements.txt says of one element at its place. */
final class ElementRule {

    /** For elements that the table does not know: kept only to look for a mark in them. */
    static final ElementRule UNKNOWN =
            new ElementRule("?", Times.NEVER, Times.NEVER, Value.TEXT, "", 0, SecretMarks.Placement.ALONE, 0);

    /** The two sorts of message. */
    enum Sort {
        DOCUMENT,
        STATUS
    }

    /** What may stand in an element. */
    enum Value {
        GROUP,
        OPAQUE,
        TEXT,
        DATE,
        TIMESTAMP,
        NUMBER,
        ORGAN,
        DOCUMENT_ID,
        CONTENT_ID,
        BASE64,
        LISTED
    }

    /** How often an element stands under its parent. */
    record Times(int least, int most, boolean mayBeEmpty) {

        static final Times NEVER = new Times(0, 0, false);

        static Times parse(String text) {
            return switch (text) {
                case "-" -> NEVER;
                case "1" -> new Times(1, 1, false);
                case "1e" -> new Times(1, 1, true);
                case "0..1" -> new Times(0, 1, true);
                case "0..n" -> new Times(0, Integer.MAX_VALUE, true);
                case "1..n" -> new Times(1, Integer.MAX_VALUE, false);
                default -> throw new IllegalStateException("elements.txt: no such times: " + text);
            };
        }
    }

    final String name;
    final Value value;
    final String list;
    final int longest;
    final SecretMarks.Placement mark;
    final int position;
    final Map<String, ElementRule> children = new LinkedHashMap<>();
    private final Times inDocument;
    private final Times inStatus;
    private final Map<String, ElementRule> childrenInAnyCase = new LinkedHashMap<>();

    private ElementRule(
            String name,
            Times inDocument,
            Times inStatus,
            Value value,
            String list,
            int longest,
            SecretMarks.Placement mark,
            int position) {
        this.name = name;
        this.inDocument = inDocument;
        this.inStatus = inStatus;
        this.value = value;
        this.list = list;
        this.longest = longest;
        this.mark = mark;
        this.position = position;
    }

    /** @return the rule of the root element, with all others below it */
    static ElementRule table(RuleData data) {
        Deque<ElementRule> open = new ArrayDeque<>();
        for (String line : data.lines("elements.txt")) {
            int depth = (line.length() - line.stripLeading().length()) / 2;
            while (open.size() > depth) {
                open.pop();
            }
            ElementRule parent = open.peek();
            ElementRule rule = parse(line.strip().split("\\s+"), parent == null ? 0 : parent.children.size());
            if (parent != null) {
                parent.children.put(rule.name, rule);
                parent.childrenInAnyCase.put(rule.name.toLowerCase(Locale.ROOT), rule);
            }
            open.push(rule);
        }
        return open.getLast();
    }

    private static ElementRule parse(String[] columns, int position) {
        String value = columns[3];
        boolean listed = value.startsWith("@");
        return new ElementRule(
                columns[0],
                Times.parse(columns[1]),
                Times.parse(columns[2]),
                listed
                        ? Value.LISTED
                        : Value.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_')),
                listed ? value.substring(1) : "",
                columns[4].equals("-") ? Integer.MAX_VALUE : Integer.parseInt(columns[4]),
                SecretMarks.Placement.parse(columns[5]),
                position);
    }

    Times times(Sort sort) {
        return sort == Sort.DOCUMENT ? inDocument : inStatus;
    }

    /** @return whether QCVN 102 does not know it: it is in the table for its mark only */
    boolean inNoMessage() {
        return inDocument.most == 0 && inStatus.most == 0;
    }

    boolean repeats() {
        return inDocument.most > 1 || inStatus.most > 1;
    }

    @Nullable
    ElementRule child(String local) {
        return children.get(local);
    }

    @Nullable
    ElementRule childInAnyCase(String local) {
        return childrenInAnyCase.get(local.toLowerCase(Locale.ROOT));
    }
}
