package org.lienthong.gateway.configuration;

import java.util.List;

/** The bus does not start with this file; the message lists everything wrong with it, a line each, in both languages. */
public final class ConfigurationRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigurationRefusedException(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::toString).toList()));
    }

    /**
     * @param key of the file, e.g. {@code tls.key}
     * @param words in both languages
     */
    record Problem(String key, String words) {

        Problem(String key, String vi, String en) {
            this(key, vi + " / " + en);
        }

        @Override
        public String toString() {
            return "  " + key + ": " + words;
        }
    }
}
