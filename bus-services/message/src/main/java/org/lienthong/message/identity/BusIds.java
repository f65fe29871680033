package org.lienthong.message.identity;

import java.util.Optional;
import java.util.UUID;

/** Reads the canonical form of the ids that the bus makes. */
final class BusIds {

    private BusIds() {}

    static Optional<UUID> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID read = UUID.fromString(text);
            return read.toString().equals(text) ? Optional.of(read) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
