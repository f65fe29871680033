package org.lienthong.exchange.directory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.seal.KeyRegister;
import org.lienthong.message.seal.RegisteredKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers from the database each time: a key unbound or a mandate withdrawn counts from the next request on. */
public final class Directory implements KeyRegister {

    private static final String IN_FORCE = "valid_from <= :now and (valid_to is null or valid_to > :now)";
    private static final String BOUND = "bound_at <= :now and (unbound_at is null or unbound_at > :now)";

    private final JdbcClient database;
    private final InstantSource clock;
    private final Resolver resolver;

    public Directory(DataSource source, InstantSource clock) {
        this.database = JdbcClient.create(source);
        this.clock = clock;
        this.resolver = new Resolver(database, clock);
    }

    /** @param written a QĐ 20/2020 code, its QCVN 102:2016 code or another alias */
    public Resolution resolve(OrganId written) {
        return resolveAll(List.of(written)).getOrDefault(written, new Resolution.Unknown());
    }

    /** @return one entry for each code, in one round trip however many */
    public Map<OrganId, Resolution> resolveAll(List<OrganId> written) {
        Map<OrganId, Resolution> found = new LinkedHashMap<>();
        written.forEach(code -> found.put(code, new Resolution.Unknown()));
        resolver.resolve(found.keySet()).forEach(found::put);
        return found;
    }

    /**
     * @param actingFor the organ that the caller named; may be left out when it acts for one only
     * @throws org.lienthong.message.refusal.RefusedException OrganRequired, UnknownOrgan, NotAuthorised; OrganClosed for a
     *     closed organ that wants to send
     */
    public Caller authorise(SystemId system, Optional<OrganId> actingFor, Scope scope) {
        OrganId organ;
        if (actingFor.isPresent()) {
            organ = named(system, actingFor.get(), scope);
        } else {
            Set<OrganId> mine = organs(system, scope);
            if (mine.size() != 1) {
                throw Refusal.of(mine.isEmpty() ? RefusalCode.NOT_AUTHORISED : RefusalCode.ORGAN_REQUIRED)
                        .with("system", system)
                        .with("scope", scope.wire())
                        .with("organ", "—")
                        .at("RequestContext/Organ")
                        .refused();
            }
            organ = mine.iterator().next();
        }
        if (scope == Scope.SEND) {
            requireOpen(system, organ);
        }
        return new Caller(system, organ, scope);
    }

    /** @return every organ that the system may act for now, its own first */
    public Set<OrganId> organs(SystemId system, Scope scope) {
        Set<OrganId> organs = new LinkedHashSet<>();
        database.sql("select organ_id from system where system_id = :system union all "
                        + "(select organ_id from mandate where system_id = :system and :scope = any(scopes) and "
                        + IN_FORCE + " order by organ_id)")
                .param("system", system.value())
                .param("scope", scope.wire())
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .list()
                .forEach(organ -> organs.add(new OrganId(organ)));
        return organs;
    }

    /** @return what the directory knows of a registered system */
    public SystemEntry describe(SystemId system) {
        return database.sql("select organ_id, name from system where system_id = ?")
                .param(system.value())
                .query((row, n) -> new SystemEntry(
                        system,
                        new OrganId(row.getString("organ_id")),
                        row.getString("name"),
                        mandates(system),
                        activeKeys(system)))
                .single();
    }

    @Override
    public Optional<RegisteredKey> find(Digest spkiSha256) {
        return database.sql("select system_id from system_key where spki_sha256 = :spki and " + BOUND)
                .param("spki", spkiSha256.bytes())
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .optional()
                .map(system -> new RegisteredKey(new SystemId(system)));
    }

    private OrganId named(SystemId system, OrganId written, Scope scope) {
        OrganId organ = resolve(written).known().orElseThrow(() -> Refusal.of(RefusalCode.UNKNOWN_ORGAN)
                .with("organ", written)
                .at("RequestContext/Organ")
                .refused());
        if (!organs(system, scope).contains(organ)) {
            throw Refusal.of(RefusalCode.NOT_AUTHORISED)
                    .with("system", system)
                    .with("scope", scope.wire())
                    .with("organ", written)
                    .at("RequestContext/Organ")
                    .refused();
        }
        return organ;
    }

    private void requireOpen(SystemId system, OrganId organ) {
        Resolution now = resolve(organ);
        if (now instanceof Resolution.Closed closed) {
            throw Refusal.of(RefusalCode.ORGAN_CLOSED)
                    .with("organ", organ)
                    .with(
                            "successor",
                            closed.successors().isEmpty()
                                    ? "—"
                                    : closed.successors().stream()
                                            .map(OrganId::value)
                                            .collect(Collectors.joining(" → ")))
                    .at("RequestContext/Organ")
                    .refused();
        }
        if (!(now instanceof Resolution.Open)) {
            throw Refusal.of(RefusalCode.NOT_AUTHORISED)
                    .with("system", system)
                    .with("scope", Scope.SEND.wire())
                    .with("organ", organ)
                    .at("RequestContext/Organ")
                    .refused();
        }
    }

    private List<SystemEntry.Mandate> mandates(SystemId system) {
        return database.sql("select organ_id, scopes, valid_from, valid_to from mandate where system_id = :system and "
                        + IN_FORCE + " order by organ_id, valid_from")
                .param("system", system.value())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, n) -> new SystemEntry.Mandate(
                        new OrganId(row.getString("organ_id")),
                        scopes(row.getArray("scopes")),
                        row.getTimestamp("valid_from").toInstant(),
                        instant(row, "valid_to")))
                .list();
    }

    private List<Digest> activeKeys(SystemId system) {
        return database.sql("""
                        select k.spki_sha256 from system_key k join system s using (system_id)
                        where s.organ_id = (select organ_id from system where system_id = :system) and\s""" + BOUND + " order by k.bound_at, k.spki_sha256")
                .param("system", system.value())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, n) -> Digest.of(row.getBytes(1)))
                .list();
    }

    private static Set<Scope> scopes(Array names) throws SQLException {
        List<Scope> scopes = new ArrayList<>();
        Arrays.stream((String[]) names.getArray())
                .forEach(name -> Scope.parse(name).ifPresent(scopes::add));
        return scopes.isEmpty() ? Set.of() : EnumSet.copyOf(scopes);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
