package org.lienthong.message.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says a broken rule in one language. Text of the document is only ever a value here, never a pattern. */
final class RuleText {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final Properties sentences = new Properties();

    /** @param language {@code vi} or {@code en} */
    RuleText(String language) {
        String name = "rules_" + language + ".properties";
        try (InputStream in = RuleText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String say(Rule rule, Map<String, String> facts) {
        return PLACE.matcher(pattern(rule))
                .replaceAll(place -> Matcher.quoteReplacement(facts.getOrDefault(place.group(1), "?")));
    }

    /** @return the sentence with its places still in braces */
    String pattern(Rule rule) {
        return sentences.getProperty(rule.id(), rule.id());
    }
}
