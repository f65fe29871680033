package org.lienthong.exchange.directory;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;

/** What the files say, each row valid and every reference met. */
record DirectoryRows(
        Map<OrganId, Organ> organs,
        Map<SystemId, Machine> systems,
        Map<Digest, BoundKey> keys,
        Map<MandateKey, Mandate> mandates) {

    /** Row of organs.csv. */
    record Organ(
            OrganId id,
            String name,
            Optional<String> code102,
            Optional<String> parent,
            String kind,
            String state,
            Optional<String> successor,
            Optional<String> contactPoint) {}

    /** Row of systems.csv. */
    record Machine(SystemId id, OrganId organ, String name) {}

    /** Row of keys.csv. */
    record BoundKey(Digest spki, SystemId system, Optional<X509Certificate> certificate) {}

    /** Tells mandates apart. */
    record MandateKey(SystemId system, OrganId organ, Instant from) {}

    /** Row of mandates.csv. */
    record Mandate(MandateKey key, SortedSet<String> scopes, Optional<Instant> to) {

        List<String> scopeList() {
            return List.copyOf(scopes);
        }
    }
}
