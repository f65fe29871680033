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

/**
 * What the files say, each row valid and every reference met.
 *
 * @param lines where the key of a system, key or mandate stands in its file
 */
record DirectoryRows(
        Map<OrganId, Organ> organs,
        Map<SystemId, Machine> systems,
        Map<Digest, BoundKey> keys,
        Map<MandateKey, Mandate> mandates,
        Map<Object, Long> lines) {

    /** @return the line that names it; 0 if none does */
    long line(Object key) {
        return lines.getOrDefault(key, 0L);
    }

    /**
     * Row of organs.csv.
     *
     * @param code102 the 13 characters of QCVN 102:2016
     * @param aliases further codes that mean it
     * @param validTo exclusive; from then on it counts as CLOSED
     */
    record Organ(
            OrganId id,
            String name,
            Optional<String> code102,
            SortedSet<String> aliases,
            Optional<String> parent,
            Optional<Integer> level,
            String kind,
            String state,
            Optional<String> successor,
            Optional<String> contactPoint,
            Optional<Instant> validFrom,
            Optional<Instant> validTo) {

        boolean closed() {
            return state.equals(CLOSED);
        }

        /** @return CLOSED if its time is over by now */
        Organ at(Instant now) {
            boolean over = validTo.filter(end -> !end.isAfter(now)).isPresent();
            return over && !closed() ? in(CLOSED) : this;
        }

        Organ in(String other) {
            return new Organ(
                    id,
                    name,
                    code102,
                    aliases,
                    parent,
                    level,
                    kind,
                    other,
                    successor,
                    contactPoint,
                    validFrom,
                    validTo);
        }

        List<String> aliasList() {
            return List.copyOf(aliases);
        }
    }

    static final String CLOSED = "CLOSED";

    /** Row of systems.csv. */
    record Machine(SystemId id, OrganId organ, String name) {}

    /**
     * Row of keys.csv.
     *
     * @param from when it begins to count; empty: at once
     * @param to exclusive
     */
    record BoundKey(
            Digest spki,
            SystemId system,
            Optional<X509Certificate> certificate,
            Optional<Instant> from,
            Optional<Instant> to) {

        /** @return from then on, unless it says itself from when */
        BoundKey since(Instant first) {
            return from.isPresent() ? this : new BoundKey(spki, system, certificate, Optional.of(first), to);
        }
    }

    /** Tells mandates apart. */
    record MandateKey(SystemId system, OrganId organ, Instant from) {}

    /** Row of mandates.csv. */
    record Mandate(MandateKey key, SortedSet<String> scopes, Optional<Instant> to) {

        List<String> scopeList() {
            return List.copyOf(scopes);
        }
    }
}
