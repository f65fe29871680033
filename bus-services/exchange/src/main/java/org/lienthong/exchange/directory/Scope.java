package org.lienthong.exchange.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a system may do for an organ. */
public enum Scope {
    SEND,
    RECEIVE,
    CONFIRM,
    STATUS,
    RECALL,
    EVIDENCE;

    /** @return the name in mandates and refusals, e.g. {@code send} */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Scope> parse(String wire) {
        return Arrays.stream(values())
                .filter(scope -> scope.wire().equals(wire))
                .findFirst();
    }
}
