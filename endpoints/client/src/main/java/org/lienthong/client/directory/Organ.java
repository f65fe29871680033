package org.lienthong.client.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.OrganId;

/**
 * An organ as the directory knows it.
 *
 * @param code102 the 13 characters of QCVN 102:2016
 * @param aliases further codes that mean it
 * @param level 1 ministry or province, 2 to 4 below
 * @param successor who took over, of a closed one
 * @param contactPoint how to reach it otherwise
 * @param validTo exclusive; from then on it counts as CLOSED
 * @param version of the directory when it last changed
 */
public record Organ(
        OrganId id,
        String name,
        Optional<OrganId> code102,
        List<OrganId> aliases,
        Optional<OrganId> parent,
        Optional<Integer> level,
        String kind,
        State state,
        Optional<OrganId> successor,
        Optional<String> contactPoint,
        Optional<Instant> validFrom,
        Optional<Instant> validTo,
        long version) {

    public Organ {
        aliases = List.copyOf(aliases);
    }

    /** Whether it is served. */
    public enum State {
        OPEN,
        CLOSED,
        NOT_CONNECTED
    }
}
