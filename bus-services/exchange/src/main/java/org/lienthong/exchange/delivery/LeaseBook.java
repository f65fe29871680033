package org.lienthong.exchange.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.exchange.relay.Token;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database's side of a poll. */
final class LeaseBook {

    private static final String SET = """
            update delivery set state = 'LEASED', state_since = ?, lease_id = ?, lease_end = ?, lease_system = ?,
              last_event = ?
            where delivery_id = ? and attempt = ? and state = 'WAITING'""";

    private static final String GRANT = """
            insert into lease_grant (system_id, request_id, lease_id, delivery_id, granted_at) values (?, ?, ?, ?, ?)""";

    private final DeliveryRows rows;
    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final EventBook events;
    private final ReplayGuard replays;

    LeaseBook(DataSource source, DeliveryRows rows, EventBook events, ReplayGuard replays) {
        this.rows = rows;
        this.batches = new JdbcTemplate(source);
        this.database = JdbcClient.create(batches);
        this.events = events;
        this.replays = replays;
    }

    /** @param repeated the request was seen before: these are the leases it was given, as far as they still live */
    record Round(List<LeasedDelivery> leases, boolean repeated) {}

    /** Once a minute is enough for a figure that is told in quarters of an hour, and keeps pollers off one row. */
    void notePoll(Set<OrganId> organs, Instant now) {
        database.sql("""
                        insert into poll (organ_id, last_polled_at)
                        select o, :now from unnest(:organs::text[]) o where not exists (
                          select from poll p where p.organ_id = o and p.last_polled_at > :now - interval '1 minute')
                        order by o
                        on conflict (organ_id) do update
                          set last_polled_at = greatest(poll.last_polled_at, excluded.last_polled_at)""")
                .param("now", Columns.at(now))
                .param("organs", Columns.names(organs))
                .update();
    }

    /** @return how many wait, for organs with any; most urgent organ first */
    Map<OrganId, Integer> waiting(Set<OrganId> organs) {
        Map<OrganId, Integer> counts = new LinkedHashMap<>();
        database.sql("""
                        select organ_id, count(*) waiting from delivery
                        where organ_id = any(:organs) and state = 'WAITING'
                        group by organ_id order by max(priority) desc, min(accepted_at), organ_id""").param("organs", Columns.names(organs)).query(row -> {
            counts.put(new OrganId(row.getString("organ_id")), row.getInt("waiting"));
        });
        return counts;
    }

    /** @return how many to take of each organ, so that together they are the most urgent ones */
    Map<OrganId, Integer> quotas(Collection<OrganId> organs, int wanted) {
        Map<OrganId, Integer> quotas = new LinkedHashMap<>();
        database.sql("""
                        select organ_id, count(*) quota from (
                          select w.organ_id from unnest(:organs::text[]) o cross join lateral (
                            select d.organ_id, d.priority, d.accepted_at from delivery d
                            where d.organ_id = o and d.state = 'WAITING'
                            order by d.priority desc, d.accepted_at limit :wanted) w
                          order by w.priority desc, w.accepted_at limit :wanted) urgent
                        group by organ_id""")
                .param("organs", Columns.names(organs))
                .param("wanted", wanted)
                .query(row -> {
                    quotas.put(new OrganId(row.getString("organ_id")), row.getInt("quota"));
                });
        return quotas;
    }

    /**
     * Compares each token with its row and sets the rows that fit, in one transaction that has committed when this
     * returns.
     *
     * @param fresh note the request, and if it was seen before take nothing
     */
    Round lease(PollRequest request, boolean fresh, Instant now, List<Token> tokens) {
        return rows.inTransaction(() -> {
            if (fresh && seenBefore(request.call())) {
                return new Round(granted(request, now), true);
            }
            List<LeasedRow> fitting =
                    tokens.isEmpty() ? List.of() : compare(request, now.plus(request.lease()), tokens);
            set(request, now, fitting);
            return new Round(fitting.stream().map(LeasedRow::leased).toList(), false);
        });
    }

    /**
     * The grants are asked too: a repeat signed again after midnight is another row of requests, but the same RequestId.
     *
     * @throws org.lienthong.message.refusal.RefusedException Replayed if it was another operation's
     */
    private boolean seenBefore(SignedRequest call) {
        if (replays.firstSeen(call)) {
            return database.sql(
                            "select exists (select from lease_grant where system_id = :system and request_id = :request)")
                    .param("system", call.system().value())
                    .param("request", call.requestId().value())
                    .query(Boolean.class)
                    .single();
        }
        boolean same = database.sql("""
                        select exists (select from request where system_id = :system and request_id = :request
                          and signed_on >= cast(:day as date) - 1 and operation = :operation)""")
                .param("system", call.system().value())
                .param("request", call.requestId().value())
                .param("day", LocalDate.ofInstant(call.created(), ZoneOffset.UTC))
                .param("operation", call.operation())
                .query(Boolean.class)
                .single();
        if (!same) {
            throw ReplayGuard.replayed(call).refused();
        }
        return true;
    }

    private List<LeasedDelivery> granted(PollRequest request, Instant now) {
        return database
                .sql("select " + LeasedRow.COLUMNS + """
                         from lease_grant g
                        join delivery d on d.delivery_id = g.delivery_id and d.lease_id = g.lease_id
                        join document doc on doc.document_key = d.document_key
                        where g.system_id = :system and g.request_id = :request and d.organ_id = any(:organs)
                          and d.state in ('LEASED', 'SERVED') and d.lease_end > :now""")
                .param("system", request.call().system().value())
                .param("request", request.call().requestId().value())
                .param("organs", Columns.names(request.organs()))
                .param("now", Columns.at(now))
                .query(LeasedRow::readHeld)
                .stream()
                .map(LeasedRow::leased)
                .toList();
    }

    /** Locks in the order of the ids, so that two pollers with tokens in common cannot block each other for ever. */
    private List<LeasedRow> compare(PollRequest request, Instant leaseEnd, List<Token> tokens) {
        return database.sql("select " + LeasedRow.COLUMNS + """
                         from delivery d join document doc on doc.document_key = d.document_key
                        where d.delivery_id = any(:ids::uuid[]) and d.state = 'WAITING' and d.organ_id = any(:organs)
                          and (d.delivery_id, d.attempt) in (select * from unnest(:ids::uuid[], :attempts::int[]))
                        order by d.delivery_id for update of d""")
                .param(
                        "ids",
                        tokens.stream()
                                .map(token -> token.deliveryId().toString())
                                .toArray(String[]::new))
                .param("attempts", tokens.stream().mapToInt(Token::attempt).toArray())
                .param("organs", Columns.names(request.organs()))
                .query((row, n) -> LeasedRow.readNew(row, leaseEnd))
                .list();
    }

    private void set(PollRequest request, Instant now, List<LeasedRow> fitting) {
        SignedRequest call = request.call();
        List<Digest> offered = events.appendAll(
                fitting.stream().map(row -> offer(call, now, row)).toList());
        List<Object[]> updates = new ArrayList<>();
        List<Object[]> grants = new ArrayList<>();
        for (int i = 0; i < fitting.size(); i++) {
            LeasedDelivery leased = fitting.get(i).leased();
            updates.add(new Object[] {
                Columns.at(now),
                leased.leaseId().value(),
                Columns.at(leased.leaseEnd()),
                call.system().value(),
                offered.get(i).bytes(),
                leased.deliveryId().value(),
                leased.attempt()
            });
            grants.add(new Object[] {
                call.system().value(),
                call.requestId().value(),
                leased.leaseId().value(),
                leased.deliveryId().value(),
                Columns.at(now)
            });
        }
        for (int changed : batches.batchUpdate(SET, updates)) {
            if (changed != 1) {
                throw new IllegalStateException("a locked delivery was no longer waiting");
            }
        }
        batches.batchUpdate(GRANT, grants);
    }

    private static EventDraft offer(SignedRequest call, Instant now, LeasedRow row) {
        LeasedDelivery leased = row.leased();
        return EventDraft.of(
                EventKind.OFFERED,
                now,
                leased.deliveryId(),
                row.lastEvent(),
                EventFacts.none()
                        .with(EventField.TO, leased.resolvedTo())
                        .with(EventField.SYSTEM, call.system())
                        .with(EventField.REQUEST_ID, call.requestId())
                        .with(EventField.REQUEST, call.raw())
                        .with(EventField.ATTEMPT, leased.attempt())
                        .with(EventField.LEASE_ID, leased.leaseId())
                        .with(EventField.LEASE_END, leased.leaseEnd()));
    }
}
