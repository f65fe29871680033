package org.lienthong.message.edxml;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for marks of state secrets. "Mật" is also an ordinary syllable (mật độ, mật khẩu, bảo mật, and without accents mặt,
 * mất, mắt), and decisions about lists of secrets are public; so a mark counts only where a mark stands: alone, in brackets,
 * after its label, or set off at either end. See adr/0007.
 */
final class SecretMarks {

    /** Where in a value a mark is looked for. */
    enum Placement {
        NOT_HERE,
        ALONE,
        SET_OFF,
        WORD;

        static Placement parse(String text) {
            return text.equals("-")
                    ? NOT_HERE
                    : valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String EDGE = "[\\p{P}\\p{S}\\s]*";
    private static final String NO_LETTER_BEFORE = "(?<![\\p{L}\\p{M}])";
    private static final String NO_LETTER_AFTER = "(?![\\p{L}\\p{M}])";
    /** A word that is not all capitals follows or comes before: so capitals set the mark off. */
    private static final String THEN_PLAIN = "\\s+(?=\\S*[\\p{Ll}\\p{Nd}])";

    private static final String AFTER_PLAIN = "(?:^|\\s)(?=\\S*[\\p{Ll}\\p{Nd}])\\S+\\s+";
    /** What may follow a mark at the end: a file's extension, punctuation. */
    private static final String END = "(?:\\.[\\p{L}\\p{Nd}]{1,5})?" + EDGE + "$";

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    private static final Pattern GATE = Pattern.compile("m[\\s.]*[aâạậ][\\s.]*t", FLAGS);

    private record Mark(String name, Pattern alone, Pattern setOff, Pattern setOffByCapitals, Pattern word) {}

    private final List<Mark> marks;

    SecretMarks(RuleData data) {
        List<String[]> rows = data.rows("lists/secret-marks.txt");
        String labels = rows.stream()
                .filter(row -> row[0].equals("label"))
                .map(row -> anyAccents(row[1]))
                .collect(Collectors.joining("|", "(?:", ")"));
        marks = rows.stream()
                .filter(row -> row[0].equals("mark"))
                .map(row -> mark(row[1], labels))
                .toList();
    }

    /** @return the strongest mark that stands in the text */
    Optional<String> find(String text, Placement placement) {
        if (placement == Placement.NOT_HERE || text.isEmpty()) {
            return Optional.empty();
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String plain = INVISIBLE.matcher(composed).replaceAll("").replace('_', ' ');
        if (!GATE.matcher(plain).find()) {
            return Optional.empty();
        }
        return marks.stream()
                .filter(mark -> stands(mark, plain, placement))
                .map(Mark::name)
                .findFirst();
    }

    private static boolean stands(Mark mark, String text, Placement placement) {
        return switch (placement) {
            case NOT_HERE -> false;
            case ALONE -> mark.alone.matcher(text).matches();
            case SET_OFF ->
                mark.alone.matcher(text).matches()
                        || mark.setOff.matcher(text).find()
                        || mark.setOffByCapitals.matcher(text).find();
            case WORD -> mark.word.matcher(text).find() || stands(mark, text, Placement.SET_OFF);
        };
    }

    private static Mark mark(String name, String labels) {
        boolean oneWord = name.indexOf(' ') < 0;
        String loose = anyAccents(name);
        String accented = Pattern.quote(name);
        String capitals = name.toUpperCase(Locale.ROOT);
        // One word without accents may be another word (mặt, mất): at the ends it must carry them. Two words are
        // unmistakable.
        String atEnds = oneWord ? accented : loose;
        List<String> setOff = new ArrayList<>(List.of(
                "[(\\[{<«]\\s*(?:" + labels + "[\\s:=–-]*)?" + loose + "\\s*[)\\]}>»]",
                labels + "\\s*[:=–-]\\s*" + loose + NO_LETTER_AFTER,
                "^" + EDGE + atEnds + "\\s*(?:[:|;,.]|\\s[–—/-])",
                "(?:[:|;,.]\\s*|\\s[–—/-]\\s*)" + atEnds + END));
        if (!oneWord) {
            setOff.add("^" + EDGE + loose + NO_LETTER_AFTER);
        }
        String bare = anyAccents(capitals);
        List<String> byCapitals = List.of(
                "^" + EDGE + capitals + THEN_PLAIN,
                AFTER_PLAIN + capitals + END,
                "^" + EDGE + bare + "\\s*(?::|\\s[–—-]\\s)",
                "(?::\\s*|\\s[–—-]\\s+)" + bare + END);
        return new Mark(
                name,
                Pattern.compile(EDGE + "(?:" + labels + EDGE + ")?" + spacedOut(name) + EDGE, FLAGS),
                Pattern.compile(String.join("|", setOff), FLAGS),
                Pattern.compile(String.join("|", byCapitals)),
                Pattern.compile(NO_LETTER_BEFORE + atEnds + NO_LETTER_AFTER, FLAGS));
    }

    /** @return a pattern for the text with any of its accents left off, and any white space or dots between its words */
    private static String anyAccents(String text) {
        return text.codePoints()
                .mapToObj(c -> c == ' ' ? "[\\s.-]*" : letter(c))
                .collect(Collectors.joining());
    }

    private static String spacedOut(String text) {
        return text.codePoints()
                .filter(c -> c != ' ')
                .mapToObj(SecretMarks::letter)
                .collect(Collectors.joining("[\\s.-]*"));
    }

    private static String letter(int c) {
        String whole = Character.toString(c);
        if (whole.equals("đ") || whole.equals("Đ")) {
            return "[" + whole + (whole.equals("đ") ? "d" : "D") + "]";
        }
        String parts = Normalizer.normalize(whole, Normalizer.Form.NFD);
        if (parts.length() == 1) {
            return Pattern.quote(whole);
        }
        StringBuilder letters = new StringBuilder("[").append(whole).append(parts.charAt(0));
        for (int i = 1; i < parts.length(); i++) {
            letters.append(Normalizer.normalize(parts.charAt(0) + parts.substring(i, i + 1), Normalizer.Form.NFC));
        }
        return letters.append(']').toString();
    }
}
