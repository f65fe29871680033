package org.lienthong.message.edxml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MalformedIdentifierException;
import org.lienthong.message.identity.OrganId;

/** Judges a value that is there and not too long. */
final class ValueRules {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern DATE_FORM = Pattern.compile("[0-9]{4}/[0-9]{2}/[0-9]{2}");
    private static final Pattern TIME_FORM = Pattern.compile("[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");
    private static final int MAX_NUMBER = 65_535;

    private final RuleData data;
    private final Shapes organs;
    private final Shapes documents;
    private final Map<String, CodeList> lists = new ConcurrentHashMap<>();

    ValueRules(RuleData data, ElementRule table) {
        this.data = data;
        organs = Shapes.load(data, "lists/organ-codes.txt");
        documents = Shapes.load(data, "lists/document-ids.txt");
        loadLists(table);
        requireOnly("bussiness-doc-types", value -> BussinessDocType.of(value).isPresent());
        requireOnly("priorities", value -> value.matches("[0-4]"));
        requireOnly("status-codes", value -> StatusCode.of(value).isPresent());
    }

    /** These become values of the bus: what it does not know must not pass as listed. */
    private void requireOnly(String name, Predicate<String> known) {
        CodeList list = lists.get(name);
        if (list != null && (!list.ranges().isEmpty() || !list.values().stream().allMatch(known))) {
            throw new IllegalStateException(
                    "lists/" + name + ".txt names a value that the bus does not know: " + list.allowed());
        }
    }

    private void loadLists(ElementRule rule) {
        if (!rule.list.isEmpty()) {
            lists.computeIfAbsent(rule.list, name -> CodeList.load(data, "lists/" + name + ".txt"));
        }
        rule.children.values().forEach(this::loadLists);
    }

    void judge(Node node, Findings findings) {
        String value = node.value();
        switch (node.rule.value) {
            case DATE -> judgeDate(value, node, findings);
            case TIMESTAMP -> judgeTime(value, node, findings);
            case NUMBER -> {
                if (!DIGITS.matcher(value).matches() || Integer.parseInt(value) > MAX_NUMBER) {
                    findings.add(Rule.NUMBER, node, "found", value);
                }
            }
            case LISTED -> {
                CodeList list = lists.get(node.rule.list);
                if (list != null && !list.contains(value)) {
                    findings.add(Rule.CODE, node, "found", value, "allowed", list.allowed());
                }
            }
            case ORGAN -> {
                if (!isOrgan(value)) {
                    findings.add(Rule.ORGAN_ID, node, "found", value, "examples", organs.examples());
                }
            }
            case DOCUMENT_ID -> judgeDocumentId(value, node, findings);
            case CONTENT_ID -> {
                if (contentId(value).isEmpty()) {
                    findings.add(Rule.CONTENT_ID, node, "found", value);
                }
            }
            case BASE64 -> {
                if (node.base64 != null && !node.base64.isValid()) {
                    findings.add(Rule.BASE64, node);
                }
            }
            case TEXT, GROUP, OPAQUE -> {
                // any text will do
            }
        }
    }

    private static void judgeDate(String value, Node node, Findings findings) {
        if (!DATE_FORM.matcher(value).matches()) {
            findings.add(Rule.DATE_FORMAT, node, "found", value);
        } else if (date(value).isEmpty()) {
            findings.add(Rule.DATE_EXISTS, node, "found", value);
        }
    }

    private static void judgeTime(String value, Node node, Findings findings) {
        if (!TIME_FORM.matcher(value).matches()) {
            findings.add(Rule.TIME_FORMAT, node, "found", value);
        } else if (time(value).isEmpty()) {
            findings.add(Rule.TIME_EXISTS, node, "found", value);
        }
    }

    private void judgeDocumentId(String value, Node node, Findings findings) {
        Optional<Matcher> shape = documents.match(value);
        if (shape.isEmpty() || documentId(value).isEmpty()) {
            findings.add(Rule.DOCUMENT_ID, node, "found", value, "examples", documents.examples());
            return;
        }
        Optional<String> organ = Shapes.group(shape.get(), "organ");
        if (organ.isPresent() && !isOrgan(organ.get())) {
            findings.add(Rule.DOCUMENT_ID_ORGAN, node, "found", organ.get(), "examples", organs.examples());
        }
        Optional<String> date = Shapes.group(shape.get(), "date");
        if (date.isPresent() && date(date.get()).isEmpty()) {
            findings.add(Rule.DOCUMENT_ID_DATE, node, "found", date.get());
        }
    }

    private boolean isOrgan(String value) {
        return organs.match(value).isPresent() && organId(value).isPresent();
    }

    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DATE));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    static Optional<LocalDateTime> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    static Optional<OrganId> organId(String text) {
        try {
            return Optional.of(new OrganId(text));
        } catch (MalformedIdentifierException notOne) {
            return Optional.empty();
        }
    }

    static Optional<DocumentId> documentId(String text) {
        try {
            return Optional.of(new DocumentId(text));
        } catch (MalformedIdentifierException notOne) {
            return Optional.empty();
        }
    }

    /** @param text with or without {@code cid:}: producers disagree */
    static Optional<ContentId> contentId(String text) {
        String bare = text.regionMatches(true, 0, "cid:", 0, 4) ? text.substring(4) : text;
        try {
            return Optional.of(new ContentId(bare));
        } catch (MalformedIdentifierException notOne) {
            return Optional.empty();
        }
    }
}
