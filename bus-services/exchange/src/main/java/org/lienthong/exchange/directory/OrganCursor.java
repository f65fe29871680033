package org.lienthong.exchange.directory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The place after an organ in the order of changes, e.g. {@code 17:H29.12}. Opaque to callers. */
public final class OrganCursor {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}):([A-Z0-9.\\-]{0,35})");

    private final long version;
    private final String organ;

    OrganCursor(long version, String organ) {
        this.version = version;
        this.organ = organ;
    }

    /** @return before the first change after that version; 0: before everything */
    public static OrganCursor since(long version) {
        return new OrganCursor(version + 1, "");
    }

    public static Optional<OrganCursor> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new OrganCursor(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    long version() {
        return version;
    }

    String organ() {
        return organ;
    }

    @Override
    public String toString() {
        return version + ":" + organ;
    }
}
