package org.lienthong.message.edxml;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shapes that a sort of identifier may have: a list in xsd/edxml/lists. */
record Shapes(List<Pattern> patterns, String examples) {

    static Shapes load(RuleData data, String name) {
        List<String[]> rows = data.rows(name);
        return new Shapes(
                rows.stream().map(row -> Pattern.compile(row[1].strip())).toList(),
                String.join("; ", rows.stream().map(row -> row[2].strip()).toList()));
    }

    /** @return the match of the first shape that fits the whole value */
    Optional<Matcher> match(String value) {
        return patterns.stream()
                .map(pattern -> pattern.matcher(value))
                .filter(Matcher::matches)
                .findFirst();
    }

    /** @return what the shape calls by this name; empty if it calls nothing so */
    static Optional<String> group(Matcher match, String name) {
        return match.pattern().pattern().contains("(?<" + name + ">")
                ? Optional.ofNullable(match.group(name))
                : Optional.empty();
    }
}
