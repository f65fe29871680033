package org.lienthong.exchange.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

/** What the directory says before a load. */
record StoredDirectory(
        Map<OrganId, Organ> organs,
        Map<SystemId, Machine> systems,
        Map<Digest, StoredKey> keys,
        Map<MandateKey, Mandate> mandates) {

    /** A key, bound now or once. */
    record StoredKey(SystemId system, Optional<Digest> certificate, boolean active) {

        /** A file that names only the digest says nothing against the certificate that is known. */
        boolean says(BoundKey key) {
            return system.equals(key.system())
                    && key.certificate()
                            .map(DirectoryUpdate::encoded)
                            .map(Digest::sha256)
                            .filter(digest -> !certificate.equals(Optional.of(digest)))
                            .isEmpty();
        }
    }

    static StoredDirectory read(JdbcTemplate database) {
        StoredDirectory stored =
                new StoredDirectory(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        database.query("select * from organ", row -> {
            Organ organ = organ(row);
            stored.organs.put(organ.id(), organ);
        });
        database.query("select * from system", row -> {
            SystemId id = new SystemId(row.getString("system_id"));
            stored.systems.put(id, new Machine(id, new OrganId(row.getString("organ_id")), row.getString("name")));
        });
        database.query("select * from system_key", row -> {
            byte @Nullable [] certificate = row.getBytes("certificate");
            stored.keys.put(
                    Digest.of(row.getBytes("spki_sha256")),
                    new StoredKey(
                            new SystemId(row.getString("system_id")),
                            Optional.ofNullable(certificate).map(Digest::sha256),
                            row.getTimestamp("unbound_at") == null));
        });
        database.query("select * from mandate", row -> {
            Mandate mandate = mandate(row);
            stored.mandates.put(mandate.key(), mandate);
        });
        return stored;
    }

    private static Organ organ(ResultSet row) throws SQLException {
        return new Organ(
                new OrganId(row.getString("organ_id")),
                row.getString("name"),
                Optional.ofNullable(row.getString("code102")),
                Optional.ofNullable(row.getString("parent")),
                row.getString("kind"),
                row.getString("state"),
                Optional.ofNullable(row.getString("successor")),
                Optional.ofNullable(row.getString("contact_point")));
    }

    private static Mandate mandate(ResultSet row) throws SQLException {
        return new Mandate(
                new MandateKey(
                        new SystemId(row.getString("system_id")),
                        new OrganId(row.getString("organ_id")),
                        row.getTimestamp("valid_from").toInstant()),
                new TreeSet<>(Arrays.asList((String[]) row.getArray("scopes").getArray())),
                Optional.ofNullable(row.getTimestamp("valid_to")).map(Timestamp::toInstant));
    }
}
