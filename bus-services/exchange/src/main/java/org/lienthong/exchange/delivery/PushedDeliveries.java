package org.lienthong.exchange.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the courier does with deliveries. It takes them by their rows alone, and a poller's compare-and-set of the same row
 * decides between the two; the token it leaves behind is stale (adr/0015). Safe for several couriers on one database.
 */
public final class PushedDeliveries {

    /** Waiting now, not released until later, not put aside, and its own pause over. */
    private static final String PUSHABLE = """
            d.organ_id = %s and d.state = 'WAITING'
              and not exists (select from push p where p.delivery_id = d.delivery_id
                and (p.dead_at is not null or p.next_at > :now))
              and not exists (select from outbox o where o.not_before > :now and o.delivery_id = d.delivery_id)""";

    private final DeliveryRows rows;
    private final Contents contents;
    private final EventBook events;
    private final InstantSource clock;
    private final Passage passage;
    private final JdbcClient database;

    public PushedDeliveries(DataSource database, EventBook events, InstantSource clock, Passage passage) {
        this.rows = new DeliveryRows(database);
        this.contents = new Contents(database);
        this.events = events;
        this.clock = clock;
        this.passage = passage;
        this.database = JdbcClient.create(database);
    }

    /** @return those of the organs for whom {@link #next} would find one */
    public Set<OrganId> waitingFor(Collection<OrganId> organs) {
        return new HashSet<>(
                database.sql("select o from unnest(:organs::text[]) o where exists (select from delivery d where "
                                + PUSHABLE.formatted("o") + ")")
                        .param("organs", Columns.names(organs))
                        .param("now", Columns.at(clock.instant()))
                        .query((row, n) -> new OrganId(row.getString(1)))
                        .list());
    }

    /**
     * Leases the most urgent delivery that may be pushed. Lease, count and the event Served are on disk before this
     * returns, so before the first byte leaves.
     */
    public Optional<PushedDelivery> next(PushRequest request) {
        Instant now = now();
        Optional<PushedDelivery> pushed = rows.inTransaction(() -> {
            putAside(request, now);
            return candidate(request.organ(), now).map(id -> take(request, id, now));
        });
        pushed.ifPresent(taken -> passage.reached(Passage.Step.SERVED_COMMITTED));
        return pushed;
    }

    /** What a kill had kept from being told at the last push. */
    private void putAside(PushRequest request, Instant now) {
        database.sql("""
                        update push set dead_at = :now where organ_id = :organ and attempts >= :most and dead_at is null
                          and exists (select from delivery d where d.delivery_id = push.delivery_id and d.state = 'WAITING')""")
                .param("now", Columns.at(now))
                .param("organ", request.organ().value())
                .param("most", request.most())
                .update();
    }

    private Optional<DeliveryId> candidate(OrganId organ, Instant now) {
        return database.sql("select d.delivery_id from delivery d where " + PUSHABLE.formatted(":organ")
                        + " order by d.priority desc, d.accepted_at, d.delivery_id limit 1 for update of d skip locked")
                .param("organ", organ.value())
                .param("now", Columns.at(now))
                .query((row, n) -> Columns.delivery(row))
                .optional();
    }

    private PushedDelivery take(PushRequest request, DeliveryId id, Instant now) {
        DeliveryRow row = rows.lock(id, Set.of(request.organ()));
        LeaseId lease = LeaseId.random();
        Instant end = now.plus(request.lease());
        Digest served = events.append(served(request, row, lease, now));
        database.sql("""
                        update delivery set state = 'SERVED', state_since = :now, last_event = :event, lease_id = :lease,
                          lease_end = :end, lease_system = :system, first_served_at = coalesce(first_served_at, :now)
                        where delivery_id = :id and attempt = :attempt and state = 'WAITING'""")
                .param("now", Columns.at(now))
                .param("event", served.bytes())
                .param("lease", lease.value())
                .param("end", Columns.at(end))
                .param("system", request.system().value())
                .param("id", id.value())
                .param("attempt", row.attempt())
                .update();
        int pushes = count(request, id, end);
        LeasedDelivery leased = database.sql(
                        "select " + LeasedRow.COLUMNS
                                + " from delivery d join document doc on doc.document_key = d.document_key where d.delivery_id = :id")
                .param("id", id.value())
                .query(LeasedRow::readHeld)
                .single()
                .leased();
        return new PushedDelivery(leased, contents.of(row), pushes);
    }

    private int count(PushRequest request, DeliveryId id, Instant next) {
        return database.sql("""
                        insert into push (delivery_id, organ_id, attempts, next_at) values (:id, :organ, 1, :next)
                        on conflict (delivery_id) do update set attempts = push.attempts + 1, next_at = excluded.next_at
                        returning attempts""")
                .param("id", id.value())
                .param("organ", request.organ().value())
                .param("next", Columns.at(next))
                .query(Integer.class)
                .single();
    }

    private static EventDraft served(PushRequest request, DeliveryRow row, LeaseId lease, Instant now) {
        return EventDraft.of(
                EventKind.SERVED,
                now,
                row.id(),
                row.lastEvent(),
                EventFacts.none()
                        .with(EventField.TO, row.organ())
                        .with(EventField.SYSTEM, request.system())
                        .with(EventField.REQUEST_ID, request.requestId())
                        .with(EventField.INBOX, request.inbox())
                        .with(EventField.ATTEMPT, row.attempt())
                        .with(EventField.LEASE_ID, lease)
                        .with(EventField.LEASE_END, now.plus(request.lease())));
    }

    /**
     * The push is over and nothing in it counts: the lease ends now, the attempt rises.
     *
     * @param reason one word for the line of evidence
     * @param pause before it is pushed again; a poller may have it at once
     * @param most pushes of one delivery
     */
    public MissedPush missed(PushedDelivery pushed, String reason, Duration pause, int most) {
        Instant now = now();
        LeasedDelivery leased = pushed.leased();
        return rows.inTransaction(() -> {
            DeliveryRow row = rows.lock(leased.deliveryId(), Set.of(leased.resolvedTo()));
            boolean mine = row.isHeld()
                    && row.lease()
                            .map(held -> held.id().equals(leased.leaseId()))
                            .orElse(false);
            if (!mine) {
                return MissedPush.SETTLED;
            }
            Digest event = events.append(ended(row, reason, now));
            rows.backToWaiting(List.of(row), now, now, List.of(event));
            boolean dead = pushed.pushes() >= most;
            database.sql("""
                            update push set next_at = :next, last_failure = :reason,
                              dead_at = case when :dead then cast(:now as timestamptz) end
                            where delivery_id = :id""")
                    .param("next", Columns.at(now.plus(pause)))
                    .param("reason", reason)
                    .param("dead", dead)
                    .param("now", Columns.at(now))
                    .param("id", leased.deliveryId().value())
                    .update();
            return dead ? MissedPush.PUT_ASIDE : MissedPush.WAITS_AGAIN;
        });
    }

    private static EventDraft ended(DeliveryRow row, String reason, Instant now) {
        DeliveryRow.Lease lease = row.lease().orElseThrow();
        return EventDraft.of(
                EventKind.LEASE_ENDED,
                now,
                row.id(),
                row.lastEvent(),
                EventFacts.none()
                        .with(EventField.TO, row.organ())
                        .with(EventField.SYSTEM, lease.system())
                        .with(EventField.ATTEMPT, row.attempt())
                        .with(EventField.LEASE_ID, lease.id())
                        .with(EventField.LEASE_END, now)
                        .with(EventField.REASON, reason));
    }

    /** Forgets the counts of deliveries that have an outcome, however they came by it. */
    public void forgetSettled() {
        database.sql("""
                        delete from push p using delivery d
                        where d.delivery_id = p.delivery_id and d.state in ('TAKEN', 'REFUSED', 'EXPIRED', 'RECALLED')""").update();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
