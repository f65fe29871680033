package org.lienthong.gateway.content;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One range of bytes (RFC 9110 §14), first and last included. */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** What a Range header asks for. */
    sealed interface Asked {

        /** The header is absent, or of a form that a server may ignore. */
        record Whole() implements Asked {}

        record Part(ByteRange range) implements Asked {}

        /** The range lies outside: 416. */
        record Unsatisfiable() implements Asked {}
    }

    long length() {
        return last - first + 1;
    }

    static Asked asked(Optional<String> header, long length) {
        Optional<Matcher> single = header.map(SINGLE::matcher).filter(Matcher::matches);
        if (single.isEmpty() || single.get().group().equals("bytes=-")) {
            return new Asked.Whole(); // several ranges at once are answered whole: allowed, and nobody asked for them
        }
        String from = single.get().group(1);
        String to = single.get().group(2);
        if (from.isEmpty()) {
            long suffix = Math.min(Long.parseLong(to), length);
            return suffix == 0 ? new Asked.Unsatisfiable() : new Asked.Part(new ByteRange(length - suffix, length - 1));
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? length - 1 : Math.min(Long.parseLong(to), length - 1);
        if (first >= length) {
            return new Asked.Unsatisfiable();
        }
        return last < first ? new Asked.Whole() : new Asked.Part(new ByteRange(first, last));
    }
}
