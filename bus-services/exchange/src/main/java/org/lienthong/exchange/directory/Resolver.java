package org.lienthong.exchange.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From codes as written to organs as they stand now: by three indexes, however large the directory. */
final class Resolver {

    /** The loader refuses circles; what got in otherwise shall not keep a request busy. */
    private static final int LONGEST_CHAIN = 20;

    private final JdbcClient database;
    private final InstantSource clock;

    Resolver(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @return the codes that are somebody's; one round trip, two if some are closed */
    Map<OrganId, Resolution> resolve(Collection<OrganId> written) {
        Instant now = clock.instant();
        String[] codes = written.stream().map(OrganId::value).toArray(String[]::new);
        Map<OrganId, Resolution> found = new HashMap<>();
        Map<OrganId, OrganId> closed = new HashMap<>();
        database.sql("""
                        select c.written, o.organ_id, o.state, o.contact_point, o.valid_from, o.valid_to from (
                          select organ_id as written, organ_id from organ where organ_id = any(:codes)
                          union all select code102, organ_id from organ where code102 = any(:codes)
                          union all select alias, organ_id from organ_alias where alias = any(:codes)) c
                        join organ o using (organ_id)""").param("codes", codes).query(row -> {
            OrganId code = new OrganId(row.getString("written"));
            if (isClosed(row, now)) {
                closed.put(code, new OrganId(row.getString("organ_id")));
            } else {
                found.put(code, standing(row, now));
            }
        });
        if (!closed.isEmpty()) {
            Map<OrganId, List<OrganId>> chains = successors(closed.values(), now);
            closed.forEach((code, organ) ->
                    found.put(code, new Resolution.Closed(organ, chains.getOrDefault(organ, List.of()))));
        }
        return found;
    }

    private static boolean isClosed(ResultSet row, Instant now) throws SQLException {
        return row.getString("state").equals(DirectoryRows.CLOSED)
                || StoredDirectory.instant(row, "valid_to")
                        .filter(end -> !end.isAfter(now))
                        .isPresent();
    }

    private static Resolution standing(ResultSet row, Instant now) throws SQLException {
        OrganId organ = new OrganId(row.getString("organ_id"));
        boolean begun = StoredDirectory.instant(row, "valid_from")
                .filter(from -> from.isAfter(now))
                .isEmpty();
        return begun && row.getString("state").equals("OPEN")
                ? new Resolution.Open(organ)
                : new Resolution.NotConnected(organ, Optional.ofNullable(row.getString("contact_point")));
    }

    private Map<OrganId, List<OrganId>> successors(Collection<OrganId> closed, Instant now) {
        Map<OrganId, List<OrganId>> chains = new HashMap<>();
        database.sql("""
                        with recursive chain (first, organ_id, step) as (
                          select organ_id, successor, 1 from organ where organ_id = any(:closed)
                          union all
                          select c.first, o.successor, c.step + 1 from chain c join organ o on o.organ_id = c.organ_id
                          where c.step < :longest and (o.state = 'CLOSED' or o.valid_to <= :now))
                        select first, organ_id from chain where organ_id is not null order by first, step""")
                .param("closed", closed.stream().map(OrganId::value).distinct().toArray(String[]::new))
                .param("longest", LONGEST_CHAIN)
                .param("now", Timestamp.from(now))
                .query(row -> {
                    chains.computeIfAbsent(new OrganId(row.getString("first")), first -> new ArrayList<>())
                            .add(new OrganId(row.getString("organ_id")));
                });
        return chains;
    }
}
