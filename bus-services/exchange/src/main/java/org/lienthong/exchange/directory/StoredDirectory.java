package org.lienthong.exchange.directory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.directory.DirectoryRows.BoundKey;
import org.lienthong.exchange.directory.DirectoryRows.Machine;
import org.lienthong.exchange.directory.DirectoryRows.Mandate;
import org.lienthong.exchange.directory.DirectoryRows.MandateKey;
import org.lienthong.exchange.directory.DirectoryRows.Organ;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the directory says before a load.
 *
 * @param decided keys of what operators decided last, by command
 */
record StoredDirectory(
        Map<OrganId, Organ> organs,
        Map<SystemId, Machine> systems,
        Map<Digest, StoredKey> keys,
        Map<MandateKey, Mandate> mandates,
        Set<Object> decided) {

    private static final String ALL_ORGANS = """
            select o.*, (select array_agg(alias order by alias) from organ_alias a where a.organ_id = o.organ_id) as aliases
            from organ o""";

    /**
     * A key, bound now, once, or from a day to come.
     *
     * @param to exclusive
     */
    record StoredKey(SystemId system, Optional<Digest> certificate, Instant from, Optional<Instant> to) {

        boolean ended(Instant now) {
            return to.filter(end -> !end.isAfter(now)).isPresent();
        }

        /** What a file leaves out says nothing against what is known: the certificate of a digest, the first day. */
        boolean says(BoundKey key) {
            boolean sameTimes =
                    key.from().map(from::equals).orElse(true) && key.to().equals(to);
            return system.equals(key.system())
                    && sameTimes
                    && key.certificate()
                            .map(DirectoryUpdate::encoded)
                            .map(Digest::sha256)
                            .filter(digest -> !certificate.equals(Optional.of(digest)))
                            .isEmpty();
        }
    }

    static StoredDirectory read(JdbcTemplate database) {
        StoredDirectory stored = new StoredDirectory(
                new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
        database.query(ALL_ORGANS, row -> {
            Organ organ = organ(row);
            stored.organs.put(organ.id(), organ);
            stored.decidedIf(row, organ.id());
        });
        database.query("select * from system", row -> {
            Machine machine = machine(row);
            stored.systems.put(machine.id(), machine);
            stored.decidedIf(row, machine.id());
        });
        database.query("select * from system_key", row -> {
            Digest spki = Digest.of(row.getBytes("spki_sha256"));
            stored.keys.put(spki, key(row));
            stored.decidedIf(row, spki);
        });
        database.query("select * from mandate", row -> {
            Mandate mandate = mandate(row);
            stored.mandates.put(mandate.key(), mandate);
            stored.decidedIf(row, mandate.key());
        });
        return stored;
    }

    static Optional<Organ> organ(JdbcTemplate database, OrganId id) {
        return database.query(ALL_ORGANS + " where o.organ_id = ?", (row, n) -> organ(row), id.value()).stream()
                .findFirst();
    }

    /** @return those whose last day has come and that are not closed yet */
    static List<Organ> ended(JdbcTemplate database, Instant now, boolean byCommand) {
        return database.query(
                ALL_ORGANS + " where o.valid_to <= ? and o.state <> 'CLOSED' and o.by_command = ?",
                (row, n) -> organ(row),
                Timestamp.from(now),
                byCommand);
    }

    static Optional<Machine> system(JdbcTemplate database, SystemId id) {
        return database.query("select * from system where system_id = ?", (row, n) -> machine(row), id.value()).stream()
                .findFirst();
    }

    static Optional<StoredKey> key(JdbcTemplate database, Digest spki) {
        return database
                .query("select * from system_key where spki_sha256 = ?", (row, n) -> key(row), (Object) spki.bytes())
                .stream()
                .findFirst();
    }

    /** @return of this system for this organ, the latest first */
    static List<Mandate> mandates(JdbcTemplate database, SystemId system, OrganId organ) {
        return database.query(
                "select * from mandate where system_id = ? and organ_id = ? order by valid_from desc",
                (row, n) -> mandate(row),
                system.value(),
                organ.value());
    }

    private void decidedIf(ResultSet row, Object key) throws SQLException {
        if (row.getBoolean("by_command")) {
            decided.add(key);
        }
    }

    static Organ organ(ResultSet row) throws SQLException {
        int level = row.getInt("level");
        Array aliases = row.getArray("aliases");
        return new Organ(
                new OrganId(row.getString("organ_id")),
                row.getString("name"),
                Optional.ofNullable(row.getString("code102")),
                aliases == null ? new TreeSet<>() : new TreeSet<>(Arrays.asList((String[]) aliases.getArray())),
                Optional.ofNullable(row.getString("parent")),
                level == 0 ? Optional.empty() : Optional.of(level),
                row.getString("kind"),
                row.getString("state"),
                Optional.ofNullable(row.getString("successor")),
                Optional.ofNullable(row.getString("contact_point")),
                instant(row, "valid_from"),
                instant(row, "valid_to"));
    }

    private static Machine machine(ResultSet row) throws SQLException {
        return new Machine(
                new SystemId(row.getString("system_id")),
                new OrganId(row.getString("organ_id")),
                row.getString("name"));
    }

    private static StoredKey key(ResultSet row) throws SQLException {
        byte @Nullable [] certificate = row.getBytes("certificate");
        return new StoredKey(
                new SystemId(row.getString("system_id")),
                Optional.ofNullable(certificate).map(Digest::sha256),
                row.getTimestamp("bound_at").toInstant(),
                instant(row, "unbound_at"));
    }

    private static Mandate mandate(ResultSet row) throws SQLException {
        return new Mandate(
                new MandateKey(
                        new SystemId(row.getString("system_id")),
                        new OrganId(row.getString("organ_id")),
                        row.getTimestamp("valid_from").toInstant()),
                new TreeSet<>(Arrays.asList((String[]) row.getArray("scopes").getArray())),
                instant(row, "valid_to"));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
