package org.lienthong.message.refusal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says a refusal in Vietnamese and in English. Text from callers is only ever a value here, never a pattern. */
public final class RefusalText {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Properties VI = load("refusals_vi.properties");
    private static final Properties EN = load("refusals_en.properties");

    private RefusalText() {}

    public static String vi(Refusal refusal) {
        return say(VI, refusal);
    }

    public static String en(Refusal refusal) {
        return say(EN, refusal);
    }

    /** @return the sentence with its places still in braces, for the table of faults */
    public static String patternVi(RefusalCode code) {
        return VI.getProperty(code.wire(), "");
    }

    /** @return the sentence with its places still in braces, for the table of faults */
    public static String patternEn(RefusalCode code) {
        return EN.getProperty(code.wire(), "");
    }

    private static String say(Properties sentences, Refusal refusal) {
        Map<String, String> facts = refusal.facts();
        String sentence =
                sentences.getProperty(refusal.code().wire(), refusal.code().wire());
        return PLACE.matcher(sentence)
                .replaceAll(place -> Matcher.quoteReplacement(facts.getOrDefault(place.group(1), "?")));
    }

    private static Properties load(String name) {
        Properties sentences = new Properties();
        try (InputStream in = RefusalText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return sentences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
