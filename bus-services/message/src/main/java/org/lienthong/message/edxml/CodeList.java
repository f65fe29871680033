package org.lienthong.message.edxml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The values that an element may have: a list in xsd/edxml/lists. A row may name a range, e.g. {@code 1..40}. */
record CodeList(Set<String> values, List<Range> ranges, String allowed) {

    record Range(int first, int last) {}

    private static final int MAX_DIGITS = 9;

    static CodeList load(RuleData data, String name) {
        Set<String> values = new LinkedHashSet<>();
        List<Range> ranges = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (String[] row : data.rows(name)) {
            String value = row[0].strip();
            int dots = value.indexOf("..");
            if (dots < 0) {
                values.add(value);
            } else {
                ranges.add(new Range(
                        Integer.parseInt(value.substring(0, dots)), Integer.parseInt(value.substring(dots + 2))));
            }
            shown.add(value);
        }
        return new CodeList(values, ranges, String.join(", ", shown));
    }

    boolean contains(String value) {
        if (values.contains(value)) {
            return true;
        }
        if (value.length() > MAX_DIGITS || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int number = Integer.parseInt(value);
        return ranges.stream().anyMatch(range -> range.first <= number && number <= range.last);
    }
}
