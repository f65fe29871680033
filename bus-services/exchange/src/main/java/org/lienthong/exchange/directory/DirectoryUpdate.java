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
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;

/** The differences of one load or one command, written in batches, each with its event. */
final class DirectoryUpdate {

    private final Instant now;
    private final EventFacts origin;
    private final boolean byCommand;
    private final List<EventDraft> events = new ArrayList<>();
    private final List<Concern> concerns = new ArrayList<>();
    private final List<Object[]> organs = new ArrayList<>();
    private final List<Object[]> aliases = new ArrayList<>();
    private final List<Object[]> systems = new ArrayList<>();
    private final List<Object[]> bound = new ArrayList<>();
    private final List<Object[]> unbound = new ArrayList<>();
    private final List<Object[]> given = new ArrayList<>();
    private final List<Object[]> withdrawn = new ArrayList<>();

    private DirectoryUpdate(Instant now, EventFacts origin, boolean byCommand) {
        this.now = now;
        this.origin = origin;
        this.byCommand = byCommand;
    }

    /** @param now in whole milliseconds */
    static DirectoryUpdate fromFiles(Instant now) {
        return new DirectoryUpdate(now, EventFacts.none(), false);
    }

    /**
     * @param now in whole milliseconds
     * @param origin said by every line: which operator, which proposal
     */
    static DirectoryUpdate byCommand(Instant now, EventFacts origin) {
        return new DirectoryUpdate(now, origin, true);
    }

    Instant now() {
        return now;
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
            text(organ.contactPoint()),
            new SqlParameterValue(Types.SMALLINT, organ.level().orElse(null)),
            time(organ.validFrom()),
            time(organ.validTo()),
            byCommand
        });
        organ.aliases()
                .forEach(alias -> aliases.add(new Object[] {alias, organ.id().value()}));
        EventFacts facts = origin.with(EventField.ORGAN, organ.id())
                .with(EventField.NAME, organ.name())
                .with(EventField.CODE_102, organ.code102())
                .with(EventField.PARENT, organ.parent())
                .with(EventField.ORGAN_KIND, organ.kind())
                .with(EventField.STATE, organ.state())
                .with(EventField.SUCCESSOR, organ.successor())
                .with(EventField.LEVEL, organ.level().map(String::valueOf))
                .with(EventField.VALID_FROM, organ.validFrom().map(Instant::toString))
                .with(EventField.VALID_TO, organ.validTo().map(Instant::toString));
        if (!organ.aliases().isEmpty()) {
            facts = facts.with(EventField.ALIASES, organ.aliasList());
        }
        note(changed.isEmpty() ? facts : facts.with(EventField.CHANGED, changed), Concern.of(kind, organ));
    }

    void system(EventKind kind, Machine machine) {
        systems.add(new Object[] {machine.id().value(), machine.organ().value(), machine.name(), byCommand});
        note(
                origin.with(EventField.SYSTEM, machine.id())
                        .with(EventField.ORGAN, machine.organ())
                        .with(EventField.NAME, machine.name()),
                new Concern(kind, Optional.of(machine.organ()), Optional.of(machine.id()), Optional.empty()));
    }

    void bind(BoundKey key) {
        Optional<byte[]> certificate = key.certificate().map(DirectoryUpdate::encoded);
        bound.add(new Object[] {
            key.spki().bytes(),
            key.system().value(),
            new SqlParameterValue(Types.BINARY, certificate.orElse(null)),
            Timestamp.from(key.from().orElse(now)),
            time(key.to()),
            byCommand
        });
        note(
                origin.with(EventField.SYSTEM, key.system())
                        .with(EventField.KEY, key.spki())
                        .with(
                                EventField.CERTIFICATE,
                                certificate.map(Digest::sha256).map(Digest::toString))
                        .with(EventField.VALID_FROM, key.from().map(Instant::toString))
                        .with(EventField.VALID_TO, key.to().map(Instant::toString)),
                Concern.of(EventKind.KEY_BOUND, key.system()));
    }

    /** @param end now or later; exclusive */
    void unbind(Digest spki, SystemId system, Instant end) {
        unbound.add(new Object[] {Timestamp.from(end), byCommand, spki.bytes()});
        EventFacts facts = origin.with(EventField.SYSTEM, system).with(EventField.KEY, spki);
        note(
                end.isAfter(now) ? facts.with(EventField.VALID_TO, end) : facts,
                Concern.of(EventKind.KEY_UNBOUND, system));
    }

    void give(Mandate mandate) {
        given.add(new Object[] {
            mandate.key().system().value(),
            mandate.key().organ().value(),
            mandate.scopes().toArray(String[]::new),
            Timestamp.from(mandate.key().from()),
            time(mandate.to()),
            byCommand
        });
        note(facts(mandate), Concern.of(EventKind.MANDATE_GIVEN, mandate));
    }

    /**
     * Ends a mandate; one that has not begun by then never begins.
     *
     * @param at now or later
     */
    void withdraw(Mandate mandate, Instant at) {
        Instant end = mandate.key().from().isAfter(at) ? mandate.key().from() : at;
        withdrawn.add(new Object[] {
            Timestamp.from(end),
            byCommand,
            mandate.key().system().value(),
            mandate.key().organ().value(),
            Timestamp.from(mandate.key().from())
        });
        note(facts(mandate), Concern.of(EventKind.MANDATE_WITHDRAWN, mandate));
    }

    List<EventDraft> events() {
        return events;
    }

    /** @return one for each event */
    List<Concern> concerns() {
        return concerns;
    }

    /** @return how many of each kind; empty if nothing differs */
    Map<EventKind, Integer> changes() {
        Map<EventKind, Integer> changes = new EnumMap<>(EventKind.class);
        events.forEach(event -> changes.merge(event.kind(), 1, Integer::sum));
        return changes;
    }

    /** What is taken away first: a key that moves is unbound, then bound. MUST be called under {@link #lock}. */
    void write(JdbcTemplate database) {
        writeOrgans(database);
        database.batchUpdate("""
                insert into system (system_id, organ_id, name, by_command) values (?, ?, ?, ?)
                on conflict (system_id) do update set organ_id = excluded.organ_id, name = excluded.name,
                  by_command = excluded.by_command""", systems);
        database.batchUpdate("update system_key set unbound_at = ?, by_command = ? where spki_sha256 = ?", unbound);
        database.batchUpdate("""
                insert into system_key (spki_sha256, system_id, certificate, bound_at, unbound_at, by_command)
                values (?, ?, ?, ?, ?, ?) on conflict (spki_sha256) do update set system_id = excluded.system_id,
                  bound_at = excluded.bound_at, unbound_at = excluded.unbound_at, by_command = excluded.by_command,
                  certificate = coalesce(excluded.certificate, system_key.certificate)""", bound);
        database.batchUpdate("""
                update mandate set valid_to = ?, by_command = ?
                where system_id = ? and organ_id = ? and valid_from = ?""", withdrawn);
        database.batchUpdate("""
                insert into mandate (system_id, organ_id, scopes, valid_from, valid_to, by_command)
                values (?, ?, ?, ?, ?, ?) on conflict (system_id, organ_id, valid_from) do update set
                  scopes = excluded.scopes, valid_to = excluded.valid_to, by_command = excluded.by_command""", given);
    }

    /** Waits for whoever changes the directory, and keeps others out until the commit; readers go on. */
    static void lock(JdbcTemplate database) {
        database.execute("lock table organ in share row exclusive mode");
    }

    private void writeOrgans(JdbcTemplate database) {
        if (organs.isEmpty()) {
            return;
        }
        Long version = database.queryForObject("select coalesce(max(version), 0) + 1 from organ", Long.class);
        database.batchUpdate("""
                insert into organ (organ_id, name, code102, parent, kind, state, successor, contact_point, level,
                  valid_from, valid_to, by_command, version)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, %d) on conflict (organ_id) do update set name = excluded.name,
                  code102 = excluded.code102, parent = excluded.parent, kind = excluded.kind, state = excluded.state,
                  successor = excluded.successor, contact_point = excluded.contact_point, level = excluded.level,
                  valid_from = excluded.valid_from, valid_to = excluded.valid_to, by_command = excluded.by_command,
                  version = excluded.version""".formatted(version), organs);
        database.batchUpdate(
                "delete from organ_alias where organ_id = ?",
                organs.stream().map(row -> new Object[] {row[0]}).toList());
        database.batchUpdate("insert into organ_alias (alias, organ_id) values (?, ?)", aliases);
    }

    private EventFacts facts(Mandate mandate) {
        EventFacts facts = origin.with(EventField.SYSTEM, mandate.key().system())
                .with(EventField.ORGAN, mandate.key().organ())
                .with(EventField.SCOPES, mandate.scopeList())
                .with(EventField.VALID_FROM, mandate.key().from());
        return mandate.to().map(to -> facts.with(EventField.VALID_TO, to)).orElse(facts);
    }

    private void note(EventFacts facts, Concern concern) {
        events.add(EventDraft.of(concern.kind(), now, facts));
        concerns.add(concern);
    }

    /** Whom an event concerns: an organ, the organ of a system, or both. */
    record Concern(EventKind kind, Optional<OrganId> organ, Optional<SystemId> system, Optional<OrganId> successor) {

        static Concern of(EventKind kind, Organ organ) {
            return new Concern(
                    kind,
                    Optional.of(organ.id()),
                    Optional.empty(),
                    organ.successor().map(OrganId::new));
        }

        static Concern of(EventKind kind, SystemId system) {
            return new Concern(kind, Optional.empty(), Optional.of(system), Optional.empty());
        }

        static Concern of(EventKind kind, Mandate mandate) {
            return new Concern(
                    kind,
                    Optional.of(mandate.key().organ()),
                    Optional.of(mandate.key().system()),
                    Optional.empty());
        }
    }

    private static SqlParameterValue time(Optional<Instant> value) {
        return new SqlParameterValue(Types.TIMESTAMP, value.map(Timestamp::from).orElse(null));
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
