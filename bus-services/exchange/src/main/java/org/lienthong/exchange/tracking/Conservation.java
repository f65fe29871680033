package org.lienthong.exchange.tracking;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Nothing lost, nothing doubled: starts from what the lines of evidence promised, not from the rows that say what is there,
 * and follows each recipient to its outcome, whose line it counts. One snapshot for each call, so it may run under load.
 */
public final class Conservation {

    /** Faults that one call names; the sums count all. */
    static final int TOLD = 100;

    private static final String FATES = """
            with promise as materialized (
              select e.sha256, (e.line::jsonb -> 'recipients' ->> 'count')::int promised, d.document_key
              from event e left join document d on d.event_sha256 = e.sha256
              where e.kind = 'Accepted' and e.happened_at >= :from and e.happened_at < :to),
            fate as materialized (
              select p.sha256, v.delivery_id, v.state, v.last_event, f.*
              from promise p join delivery v using (document_key)
              cross join lateral (
                select count(*) links, count(distinct seq) steps, coalesce(max(seq), 0) top,
                  count(*) filter (where kind in ('Taken', 'Refused', 'Expired', 'Recalled')) outcomes,
                  max(kind) filter (where kind in ('Taken', 'Refused', 'Expired', 'Recalled')) outcome,
                  (array_agg(sha256 order by seq desc))[1] last_line
                from event where delivery_id = v.delivery_id) f),
            away as (
              select p.sha256, count(*) refused from promise p join refused_recipient using (document_key) group by 1),
            kept as (select sha256, count(*) deliveries from fate group by 1)
            """;
    private static final String SUMS = FATES + """
            select (select count(*) from promise) documents,
              (select coalesce(sum(promised), 0) from promise) promised,
              (select coalesce(sum(refused), 0) from away) turned_away,
              count(*) filter (where outcome = 'Taken') taken, count(*) filter (where outcome = 'Refused') refused,
              count(*) filter (where outcome = 'Expired') expired, count(*) filter (where outcome = 'Recalled') recalled,
              count(*) filter (where outcome is null) still_open
            from fate""";
    private static final String FAULTS = FATES + """
            select 'DocumentLost' what, encode(sha256, 'hex') event, 'no row of this acceptance' detail
            from promise where document_key is null
            union all
            select 'RecipientLost', encode(p.sha256, 'hex'),
              p.promised || ' promised, ' || coalesce(k.deliveries, 0) || ' deliveries, ' || coalesce(a.refused, 0) || ' refused'
            from promise p left join kept k using (sha256) left join away a using (sha256)
            where document_key is not null and p.promised is distinct from coalesce(k.deliveries, 0) + coalesce(a.refused, 0)
            union all
            select 'OutcomeDoubled', encode(sha256, 'hex'), delivery_id || ': ' || outcomes || ' lines with an outcome'
            from fate where outcomes > 1
            union all
            select 'StateUnproved', encode(sha256, 'hex'), delivery_id || ': ' || state || ', line of evidence '
              || coalesce(outcome, 'none')
            from fate where outcomes <= 1 and upper(coalesce(outcome, '')) <>
              case when state in ('WAITING', 'LEASED', 'SERVED') then '' else state end
            union all
            select 'ChainBroken', encode(sha256, 'hex'), delivery_id || ': ' || links || ' lines, the last numbered ' || top
            from fate where links <> top or steps <> top or last_event <> coalesce(last_line, sha256)
            limit :told""";
    private static final String FIRST = "select min(happened_at) from event where kind = 'Accepted'";

    private final JdbcClient database;
    private final TransactionTemplate snapshot;

    public Conservation(DataSource source) {
        this.database = JdbcClient.create(source);
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(source));
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** @return when the first document was accepted; empty on a bus that has accepted none */
    public Optional<Instant> begin() {
        return database.sql(FIRST)
                .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(time -> time.toInstant()))
                .single();
    }

    /** @return the books of what was accepted in [from, to), followed until now */
    public Balance of(Instant from, Instant to) {
        Map<String, Object> period = Map.of("from", from.atOffset(ZoneOffset.UTC), "to", to.atOffset(ZoneOffset.UTC));
        return Objects.requireNonNull(snapshot.execute(begun -> {
            List<Balance.Fault> faults = database.sql(FAULTS)
                    .params(period)
                    .param("told", TOLD)
                    .query((row, n) -> new Balance.Fault(row.getString(1), row.getString(2), row.getString(3)))
                    .list();
            return database.sql(SUMS)
                    .params(period)
                    .query((row, n) -> new Balance(
                            row.getLong("documents"),
                            row.getLong("promised"),
                            row.getLong("turned_away"),
                            row.getLong("taken"),
                            row.getLong("refused"),
                            row.getLong("expired"),
                            row.getLong("recalled"),
                            row.getLong("still_open"),
                            faults))
                    .single();
        }));
    }
}
