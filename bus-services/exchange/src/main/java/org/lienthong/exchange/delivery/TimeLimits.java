package org.lienthong.exchange.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.notice.NoticeKind;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leases that are over and deliveries that have waited too long, a batch a transaction. */
final class TimeLimits {

    private final JdbcClient database;
    private final DeliveryRows rows;
    private final Leadership leadership;
    private final NoticeBook notices;
    private final EventBook events;

    TimeLimits(DataSource source, DeliveryRows rows, Leadership leadership, EventBook events, NoticeBook notices) {
        this.database = JdbcClient.create(source);
        this.rows = rows;
        this.leadership = leadership;
        this.notices = notices;
        this.events = events;
    }

    /**
     * @param stuckAfter so many leases served without an outcome are told to the sender, once
     * @return how many wait again, with the next attempt
     */
    int endLeases(Instant now, int most, int stuckAfter) {
        return rows.inTransaction(() -> {
            List<DeliveryRow> over =
                    due("d.state in ('LEASED', 'SERVED') and d.lease_end <= :now order by d.lease_end", now, most);
            List<Digest> last = events.appendAll(
                    over.stream().map(row -> leaseEnded(row, now)).toList());
            rows.backToWaiting(over, now, now, last);
            tellStuck(over, now, stuckAfter);
            return over.size();
        });
    }

    /** Only a delivery that was served under the lease that has just ended can have become stuck. */
    private void tellStuck(List<DeliveryRow> over, Instant now, int stuckAfter) {
        String[] served = over.stream()
                .filter(row -> row.state() == DeliveryState.SERVED && row.attempt() >= stuckAfter)
                .map(row -> row.id().toString())
                .toArray(String[]::new);
        if (served.length == 0) {
            return;
        }
        database.sql("""
                        select d.delivery_id, d.last_event from delivery d where d.delivery_id = any(:ids::uuid[])
                          and (select count(*) from event e where e.delivery_id = d.delivery_id and e.kind = 'Served')
                            >= :times
                          and not exists (select from notice n where n.delivery_id = d.delivery_id and n.kind = 'STUCK')""")
                .param("ids", served)
                .param("times", stuckAfter)
                .query((row, n) -> Map.entry(Columns.delivery(row), Columns.digest(row, "last_event")))
                .list()
                .forEach(stuck -> notices.tellSender(stuck.getKey(), NoticeKind.STUCK, now, stuck.getValue()));
    }

    /** @return how many have expired; each sender has a notice */
    int expire(Instant now, int most) {
        return rows.inTransaction(() -> {
            List<DeliveryRow> over =
                    due("d.state = 'WAITING' and d.expires_at <= :now order by d.expires_at", now, most);
            List<Digest> last =
                    events.appendAll(over.stream().map(row -> expired(row, now)).toList());
            rows.end(over, DeliveryState.EXPIRED, now, last);
            for (int i = 0; i < over.size(); i++) {
                notices.tellSender(over.get(i).id(), NoticeKind.EXPIRED, now, last.get(i));
            }
            return over.size();
        });
    }

    private List<DeliveryRow> due(String condition, Instant now, int most) {
        if (!leadership.taken()) {
            return List.of();
        }
        return database.sql("select " + DeliveryRow.COLUMNS + " from delivery d where " + condition
                        + " limit :most for update skip locked")
                .param("now", Columns.at(now))
                .param("most", most)
                .query(DeliveryRow::read)
                .list();
    }

    private static EventDraft leaseEnded(DeliveryRow row, Instant now) {
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
                        .with(EventField.LEASE_END, lease.end()));
    }

    private static EventDraft expired(DeliveryRow row, Instant now) {
        return EventDraft.of(
                EventKind.EXPIRED,
                now,
                row.id(),
                row.lastEvent(),
                EventFacts.none().with(EventField.TO, row.organ()).with(EventField.ATTEMPT, row.attempt()));
    }
}
