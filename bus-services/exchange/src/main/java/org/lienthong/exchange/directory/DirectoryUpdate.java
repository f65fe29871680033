package org.lienthong.exchange.directory;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lienthong.exchange.directory.DirectoryRows.BoundKey;
import org.lienthong.exchange.directory.DirectoryRows.Machine;
import org.lienthong.exchange.directory.DirectoryRows.Mandate;
import org.lienthong.exchange.directory.DirectoryRows.Organ;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;

/** The differences of one load, written in batches, each with its event. */
final class DirectoryUpdate {

    private final Instant now;
    private final List<EventDraft> events = new ArrayList<>();
    private final List<Object[]> organs = new ArrayList<>();
    private final List<Object[]> systems = new ArrayList<>();
    private final List<Object[]> bound = new ArrayList<>();
    private final List<Object[]> unbound = new ArrayList<>();
    private final List<Object[]> given = new ArrayList<>();
    private final List<Object[]> withdrawn = new ArrayList<>();

    /** @param now in whole milliseconds */
    DirectoryUpdate(Instant now) {
        this.now = now;
    }

    /** @param changed names of the columns that differ */
    void organ(EventKind kind, Organ organ, List<String> changed) {
        organs.add(new Object[] {
            organ.id().value(),
            organ.name(),
            text(organ.code102()),
            text(organ.parent()),
            organ.kind(),
            organ.state(),
            text(organ.successor()),
            text(organ.contactPoint())
        });
        EventFacts facts = EventFacts.none()
                .with(EventField.ORGAN, organ.id())
                .with(EventField.NAME, organ.name())
                .with(EventField.CODE_102, organ.code102())
                .with(EventField.PARENT, organ.parent())
                .with(EventField.ORGAN_KIND, organ.kind())
                .with(EventField.STATE, organ.state())
                .with(EventField.SUCCESSOR, organ.successor());
        note(kind, changed.isEmpty() ? facts : facts.with(EventField.CHANGED, changed));
    }

    void system(EventKind kind, Machine machine) {
        systems.add(new Object[] {machine.id().value(), machine.organ().value(), machine.name()});
        note(
                kind,
                EventFacts.none()
                        .with(EventField.SYSTEM, machine.id())
                        .with(EventField.ORGAN, machine.organ())
                        .with(EventField.NAME, machine.name()));
    }

    void bind(BoundKey key) {
        Optional<byte[]> certificate = key.certificate().map(DirectoryUpdate::encoded);
        bound.add(new Object[] {
            key.spki().bytes(),
            key.system().value(),
            new SqlParameterValue(Types.BINARY, certificate.orElse(null)),
            Timestamp.from(now)
        });
        note(
                EventKind.KEY_BOUND,
                EventFacts.none()
                        .with(EventField.SYSTEM, key.system())
                        .with(EventField.KEY, key.spki())
                        .with(
                                EventField.CERTIFICATE,
                                certificate.map(Digest::sha256).map(Digest::toString)));
    }

    void unbind(Digest spki, String system) {
        unbound.add(new Object[] {Timestamp.from(now), spki.bytes()});
        note(
                EventKind.KEY_UNBOUND,
                EventFacts.none().with(EventField.SYSTEM, system).with(EventField.KEY, spki));
    }

    void give(Mandate mandate) {
        given.add(new Object[] {
            mandate.key().system().value(),
            mandate.key().organ().value(),
            mandate.scopes().toArray(String[]::new),
            Timestamp.from(mandate.key().from()),
            new SqlParameterValue(
                    Types.TIMESTAMP, mandate.to().map(Timestamp::from).orElse(null))
        });
        note(EventKind.MANDATE_GIVEN, facts(mandate));
    }

    /** Ends a mandate now; one that has not begun never begins. */
    void withdraw(Mandate mandate) {
        Instant end = mandate.key().from().isAfter(now) ? mandate.key().from() : now;
        withdrawn.add(new Object[] {
            Timestamp.from(end),
            mandate.key().system().value(),
            mandate.key().organ().value(),
            Timestamp.from(mandate.key().from())
        });
        note(EventKind.MANDATE_WITHDRAWN, facts(mandate));
    }

    List<EventDraft> events() {
        return events;
    }

    /** @return how many of each kind; empty if nothing differs */
    Map<EventKind, Integer> changes() {
        Map<EventKind, Integer> changes = new EnumMap<>(EventKind.class);
        events.forEach(event -> changes.merge(event.kind(), 1, Integer::sum));
        return changes;
    }

    /** What is taken away first: a key that moves is unbound, then bound. */
    void write(JdbcTemplate database) {
        database.batchUpdate("""
                insert into organ (organ_id, name, code102, parent, kind, state, successor, contact_point)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (organ_id) do update set name = excluded.name,
                  code102 = excluded.code102, parent = excluded.parent, kind = excluded.kind, state = excluded.state,
                  successor = excluded.successor, contact_point = excluded.contact_point""", organs);
        database.batchUpdate("""
                insert into system (system_id, organ_id, name) values (?, ?, ?)
                on conflict (system_id) do update set organ_id = excluded.organ_id, name = excluded.name""", systems);
        database.batchUpdate("update system_key set unbound_at = ? where spki_sha256 = ?", unbound);
        database.batchUpdate("""
                insert into system_key (spki_sha256, system_id, certificate, bound_at) values (?, ?, ?, ?)
                on conflict (spki_sha256) do update set system_id = excluded.system_id, bound_at = excluded.bound_at,
                  certificate = coalesce(excluded.certificate, system_key.certificate), unbound_at = null""", bound);
        database.batchUpdate(
                "update mandate set valid_to = ? where system_id = ? and organ_id = ? and valid_from = ?", withdrawn);
        database.batchUpdate("""
                insert into mandate (system_id, organ_id, scopes, valid_from, valid_to) values (?, ?, ?, ?, ?)
                on conflict (system_id, organ_id, valid_from) do update set scopes = excluded.scopes,
                  valid_to = excluded.valid_to""", given);
    }

    private static EventFacts facts(Mandate mandate) {
        EventFacts facts = EventFacts.none()
                .with(EventField.SYSTEM, mandate.key().system())
                .with(EventField.ORGAN, mandate.key().organ())
                .with(EventField.SCOPES, mandate.scopeList())
                .with(EventField.VALID_FROM, mandate.key().from());
        return mandate.to().map(to -> facts.with(EventField.VALID_TO, to)).orElse(facts);
    }

    private void note(EventKind kind, EventFacts facts) {
        events.add(EventDraft.of(kind, now, facts));
    }

    private static SqlParameterValue text(Optional<String> value) {
        return new SqlParameterValue(Types.VARCHAR, value.orElse(null));
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
