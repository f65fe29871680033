package org.lienthong.exchange.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.OrganId;

/**
 * An organ as callers may know it.
 *
 * @param version of the directory when it last changed
 * @param aliases every other code that means it, besides code102
 * @param level 1 to 4; empty if nobody stated it and its code does not show it
 * @param contactPoint how to reach it otherwise
 * @param validTo exclusive; from then on it is CLOSED
 */
public record OrganEntry(
        long version,
        OrganId organ,
        String name,
        Optional<String> code102,
        List<String> aliases,
        Optional<String> parent,
        Optional<Integer> level,
        String kind,
        State state,
        Optional<String> successor,
        Optional<String> contactPoint,
        Optional<Instant> validFrom,
        Optional<Instant> validTo) {

    public OrganEntry {
        aliases = List.copyOf(aliases);
    }

    /** Whether it is served. */
    public enum State {
        OPEN,
        CLOSED,
        NOT_CONNECTED
    }

    static OrganEntry of(DirectoryRows.Organ organ, long version) {
        return new OrganEntry(
                version,
                organ.id(),
                organ.name(),
                organ.code102(),
                organ.aliasList(),
                organ.parent(),
                organ.level(),
                organ.kind(),
                State.valueOf(organ.state()),
                organ.successor(),
                organ.contactPoint(),
                organ.validFrom(),
                organ.validTo());
    }
}
