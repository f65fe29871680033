package org.lienthong.message.edxml;

import java.util.Optional;
import org.lienthong.message.edxml.ElementRule.Sort;
import org.lienthong.message.edxml.ElementRule.Times;
import org.lienthong.message.edxml.ElementRule.Value;

/** Judges each element by its line in the table: what must be there, and every value. */
final class Judge {

    private final ValueRules values;
    private final SecretMarks marks;

    Judge(ValueRules values, SecretMarks marks) {
        this.values = values;
        this.marks = marks;
    }

    /** Tells every broken rule at and below this element. */
    void judge(Node node, Sort sort, Findings findings) {
        if (node.setAside || node.rule.value == Value.OPAQUE) {
            return;
        }
        if (node.rule.value != Value.GROUP) {
            judgeValue(node, sort, findings);
            return;
        }
        for (ElementRule child : node.rule.children.values()) {
            if (child.times(sort).least() > 0 && node.count(child) == 0) {
                node.incomplete = true;
                findings.add(
                        Rule.REQUIRED, node.path() + "/" + child.name, node.line, node.column, "in", node.rule.name);
            }
        }
        for (Node child : node.children) {
            judge(child, sort, findings);
        }
    }

    private void judgeValue(Node node, Sort sort, Findings findings) {
        if (node.split) {
            findings.add(Rule.VALUE_SPLIT, node);
        }
        if (node.isEmpty()) {
            Times times = node.rule.times(sort);
            if (!times.mayBeEmpty()) {
                findings.add(Rule.EMPTY, node);
            }
            return;
        }
        int length = node.length();
        if (length > node.rule.longest) {
            String found = length == Integer.MAX_VALUE ? "> 8192" : Integer.toString(length);
            findings.add(Rule.LENGTH, node, "found", found, "longest", Integer.toString(node.rule.longest));
            return;
        }
        values.judge(node, findings);
    }

    /** @return the first mark of a state secret at or below this element, also in what is set aside */
    Optional<SecretMark> secret(Node node) {
        Optional<SecretMark> own = marks.find(node.value(), node.rule.mark)
                .map(mark -> new SecretMark(mark, node.path(), node.line, node.column));
        if (own.isPresent()) {
            return own;
        }
        for (Node child : node.children) {
            Optional<SecretMark> below = secret(child);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }
}
