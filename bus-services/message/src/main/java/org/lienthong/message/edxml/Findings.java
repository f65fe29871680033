package org.lienthong.message.edxml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lienthong.message.refusal.Violation;

/** Collects violations, said in both languages. */
final class Findings {

    /** Collected before sorting, so that a flood costs little. */
    private static final int COLLECTED = 10 * EdxmlReader.MAX_VIOLATIONS;

    private static final int SHOWN = 200;

    private final RuleText vi;
    private final RuleText en;
    private final List<Violation> violations = new ArrayList<>();

    Findings(RuleText vi, RuleText en) {
        this.vi = vi;
        this.en = en;
    }

    /** @param facts name, value, name, value …; long values are cut */
    void add(Rule rule, Node node, String... facts) {
        if (violations.size() < COLLECTED) {
            add(rule, node.path(), node.line, node.column, facts);
        }
    }

    void add(Rule rule, String path, int line, int column, String... facts) {
        if (violations.size() >= COLLECTED) {
            return;
        }
        Map<String, String> named = new LinkedHashMap<>();
        named.put("name", path.substring(path.lastIndexOf('/') + 1));
        for (int i = 0; i < facts.length; i += 2) {
            named.put(facts[i], facts[i + 1].length() > SHOWN ? facts[i + 1].substring(0, SHOWN) + "…" : facts[i + 1]);
        }
        violations.add(new Violation(rule.id(), path, line, column, vi.say(rule, named), en.say(rule, named)));
    }

    /** @return in document order */
    List<Violation> all() {
        return violations.stream()
                .sorted(Comparator.comparingInt(Violation::line).thenComparingInt(Violation::column))
                .limit(EdxmlReader.MAX_VIOLATIONS)
                .toList();
    }
}
