package org.lienthong.message.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lienthong.message.refusal.Violation;

/** One fault, one violation: broken-rules.txt holds an edit for every rule. */
class BrokenRulesTest {

    private final EdxmlReader reader = new EdxmlReader();

    private record Case(boolean status, String rule, String element, String message) {}

    @TestFactory
    Stream<DynamicTest> everyFaultIsToldOnceAtItsPlace() {
        return cases().stream()
                .map(one -> DynamicTest.dynamicTest(one.rule + " " + one.element, () -> assertToldOnce(one)));
    }

    private void assertToldOnce(Case one) {
        List<Violation> violations = violations(one);

        assertThat(violations).as("%s", violations).hasSize(1);
        Violation violation = violations.get(0);
        assertThat(violation.ruleId()).isEqualTo(one.rule);
        assertThat(violation.element()).startsWith("edXML").endsWith(one.element);
        assertThat(violation.line()).isPositive();
        assertThat(violation.column()).isPositive();
        assertThat(violation.messageVi()).isNotBlank().doesNotContain("{name}", "{found}", ": ?", "\"?\"");
        assertThat(violation.messageEn()).isNotBlank().doesNotContain("{name}", "{found}", ": ?", "\"?\"");
    }

    private List<Violation> violations(Case one) {
        byte[] bytes = Messages.utf8(one.message);
        return one.status
                ? reader.readStatus(bytes).violations()
                : reader.read(bytes).violations();
    }

    @Test
    void everyRuleHasAnEditHereOrATestOfItsOwn() {
        Set<String> provoked = cases().stream().map(Case::rule).collect(Collectors.toCollection(TreeSet::new));
        // HostileEdxmlTest and EdxmlReaderTest
        provoked.addAll(
                List.of("ED-TOO-LARGE", "ED-LIMIT", "ED-ROOT", "ED-ROOT-ENVELOPE", "ED-ROOT-SOAP", "ED-PLACES-LENGTH"));

        assertThat(provoked)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::id).toList());
    }

    @Test
    void manyFaultsAreAllToldInDocumentOrder() {
        String message = Messages.LETTER;
        for (Case one : cases()) {
            if (List.of("ED-CODE", "ED-NUMBER", "ED-DATE-EXISTS", "ED-BASE64", "ED-TO-REPEATED")
                            .contains(one.rule)
                    && !one.status) {
                message = merge(message, one);
            }
        }

        List<Violation> violations = reader.read(Messages.utf8(message)).violations();

        assertThat(violations)
                .extracting(Violation::ruleId)
                .containsExactly(
                        "ED-TO-REPEATED",
                        "ED-CODE",
                        "ED-DATE-EXISTS",
                        "ED-CODE",
                        "ED-NUMBER",
                        "ED-NUMBER",
                        "ED-DATE-EXISTS", //
                        "ED-CODE",
                        "ED-CODE",
                        "ED-BASE64");
        assertThat(violations).extracting(Violation::line).isSorted();
    }

    /** Takes the lines that the edit of this case changed. */
    private static String merge(String message, Case one) {
        List<String> mine = new ArrayList<>(message.lines().toList());
        List<String> good = Messages.LETTER.lines().toList();
        List<String> bad = one.message.lines().toList();
        for (int i = 0; i < good.size(); i++) {
            if (!good.get(i).equals(bad.get(i))) {
                mine.set(i, bad.get(i));
            }
        }
        return String.join("\n", mine);
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        List<String> lines = Messages.load("broken-rules.txt")
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        for (int i = 0; i < lines.size(); ) {
            boolean status = lines.get(i).startsWith("status ");
            String head = status ? lines.get(i).substring("status ".length()) : lines.get(i);
            int space = head.indexOf(' ');
            String message = status ? Messages.STATUS : Messages.LETTER;
            for (i++; i < lines.size() && lines.get(i).startsWith("- "); i += 2) {
                String to = lines.get(i + 1);
                message = Messages.edit(message, lines.get(i).substring(2), to.length() < 2 ? "" : to.substring(2));
            }
            cases.add(new Case(status, head.substring(0, space), head.substring(space + 1), message));
        }
        return cases;
    }
}
