package org.lienthong.message.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleTextTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    private final RuleText vi = new RuleText("vi");
    private final RuleText en = new RuleText("en");

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyRuleHasASentenceInBothLanguagesWithTheSameFacts(Rule rule) {
        assertThat(vi.pattern(rule)).isNotEqualTo(rule.id()).endsWith(".").isNotEqualTo(en.pattern(rule));
        assertThat(en.pattern(rule)).isNotEqualTo(rule.id()).endsWith(".");
        assertThat(places(vi.pattern(rule))).isEqualTo(places(en.pattern(rule)));
    }

    @Test
    void readmeOfTheSchemasTellsEverySentence() throws IOException {
        String expected = Arrays.stream(Rule.values())
                .map(rule -> "| " + rule.id() + " | " + en.pattern(rule) + " |\n")
                .collect(Collectors.joining());

        assertThat(Files.readString(Path.of("../../xsd/README.md"))).contains(expected);
    }

    @Test
    void idsAreUnique() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::id)).doesNotHaveDuplicates();
    }

    @Test
    void textOfTheDocumentIsNeverAPattern() {
        assertThat(en.say(Rule.ORGAN_ID, Map.of("found", "{examples} $1 \\", "examples", "H29")))
                .isEqualTo("\"{examples} $1 \\\" is not an agency code. Examples of codes: H29.");
    }

    private static Set<String> places(String sentence) {
        return PLACE.matcher(sentence).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
