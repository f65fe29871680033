package org.lienthong.exchange.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of deliveries: read under lock, written by compare-and-set, in the transaction of the caller. */
final class DeliveryRows {

    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final JdbcTemplate batches;

    DeliveryRows(DataSource source) {
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.batches = new JdbcTemplate(source);
        this.database = JdbcClient.create(batches);
    }

    <T> T inTransaction(Supplier<T> work) {
        T result = transaction.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("the work of a transaction returned nothing");
        }
        return result;
    }

    /**
     * Locks the row until the transaction ends. Another organ's delivery and none at all cost the same and look the same.
     *
     * @throws org.lienthong.message.refusal.RefusedException UnknownDelivery
     */
    DeliveryRow lock(DeliveryId delivery, Set<OrganId> organs) {
        return find(delivery, organs, " for update of d");
    }

    /** As {@link #lock}, without the lock. */
    DeliveryRow read(DeliveryId delivery, Set<OrganId> organs) {
        return find(delivery, organs, "");
    }

    private DeliveryRow find(DeliveryId delivery, Set<OrganId> organs, String locking) {
        return database.sql("select " + DeliveryRow.COLUMNS
                        + " from delivery d where d.delivery_id = :id and d.organ_id = any(:organs)" + locking)
                .param("id", delivery.value())
                .param("organs", Columns.names(organs))
                .query(DeliveryRow::read)
                .optional()
                .orElseThrow(() -> Refusal.of(RefusalCode.UNKNOWN_DELIVERY)
                        .with("deliveryId", delivery)
                        .at("DeliveryId")
                        .refused());
    }

    /** LEASED becomes SERVED; the first time of all is never forgotten. */
    void serve(DeliveryRow row, Instant now, Digest event) {
        int changed = database.sql("""
                        update delivery set state = 'SERVED', state_since = :now, last_event = :event,
                          first_served_at = coalesce(first_served_at, :now)
                        where delivery_id = :id and attempt = :attempt and state = 'LEASED'""")
                .param("now", Columns.at(now))
                .param("event", event.bytes())
                .param("id", row.id().value())
                .param("attempt", row.attempt())
                .update();
        requireChanged(changed);
    }

    /**
     * The leases are over without an outcome: their deliveries wait again, with the next attempt and a new token due at
     * {@code from}.
     *
     * @param last the new end of each one's chain
     */
    void backToWaiting(List<DeliveryRow> held, Instant now, Instant from, List<Digest> last) {
        change("""
                update delivery set state = 'WAITING', state_since = ?, last_event = ?, attempt = attempt + 1,
                  lease_id = null, lease_end = null, lease_system = null
                where delivery_id = ? and attempt = ? and state = ?""", now, held, last);
        batches.batchUpdate(
                "insert into outbox (delivery_id, organ_id, attempt, priority, not_before) values (?, ?, ?, ?, ?)",
                held.stream()
                        .map(row -> new Object[] {
                            row.id().value(), row.organ().value(), row.attempt() + 1, row.priority(), Columns.at(from)
                        })
                        .toList());
    }

    /**
     * @param end TAKEN, REFUSED, EXPIRED or RECALLED
     * @param last the new end of each one's chain
     */
    void end(List<DeliveryRow> rows, DeliveryState end, Instant now, List<Digest> last) {
        change("""
                update delivery set state = '%s', state_since = ?, last_event = ?,
                  lease_id = null, lease_end = null, lease_system = null
                where delivery_id = ? and attempt = ? and state = ?""".formatted(end.name()), now, rows, last);
    }

    private void change(String sql, Instant now, List<DeliveryRow> rows, List<Digest> last) {
        List<Object[]> changes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            DeliveryRow row = rows.get(i);
            changes.add(new Object[] {
                Columns.at(now),
                last.get(i).bytes(),
                row.id().value(),
                row.attempt(),
                row.state().name()
            });
        }
        for (int changed : batches.batchUpdate(sql, changes)) {
            requireChanged(changed);
        }
    }

    private static void requireChanged(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("a locked delivery was no longer as it was read");
        }
    }
}
