package org.lienthong.exchange.delivery;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
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
    private final Notices notices;
    private final EventBook events;

    TimeLimits(DataSource source, DeliveryRows rows, Leadership leadership, EventBook events) {
        this.database = JdbcClient.create(source);
        this.rows = rows;
        this.leadership = leadership;
        this.notices = new Notices(source);
        this.events = events;
    }

    /** @return how many wait again, with the next attempt */
    int endLeases(Instant now, int most) {
        return rows.inTransaction(() -> {
            List<DeliveryRow> over =
                    due("d.state in ('LEASED', 'SERVED') and d.lease_end <= :now order by d.lease_end", now, most);
            List<Digest> last = events.appendAll(
                    over.stream().map(row -> leaseEnded(row, now)).toList());
            rows.backToWaiting(over, now, now, last);
            return over.size();
        });
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
                notices.tell(over.get(i), DeliveryState.EXPIRED, now, last.get(i));
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
