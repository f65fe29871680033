package org.lienthong.exchange.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;

/**
 * What the directory knows of a system.
 *
 * @param organ its own
 * @param mandates those in force
 * @param activeKeys SPKI digests of every active key of its own organ, of whichever system
 */
public record SystemEntry(
        SystemId system, OrganId organ, String name, List<Mandate> mandates, List<Digest> activeKeys) {

    public SystemEntry {
        mandates = List.copyOf(mandates);
        activeKeys = List.copyOf(activeKeys);
    }

    /**
     * Leave to act for another organ.
     *
     * @param to exclusive; empty: until withdrawn
     */
    public record Mandate(OrganId organ, Set<Scope> scopes, Instant from, Optional<Instant> to) {

        public Mandate {
            scopes = Set.copyOf(scopes);
        }
    }
}
