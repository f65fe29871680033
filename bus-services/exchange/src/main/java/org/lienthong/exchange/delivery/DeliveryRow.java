package org.lienthong.exchange.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;

/**
 * A delivery as its row says.
 *
 * @param lastEvent the end of its chain of evidence
 */
record DeliveryRow(
        DeliveryId id,
        long document,
        OrganId organ,
        DeliveryState state,
        Instant since,
        int attempt,
        int priority,
        Optional<Lease> lease,
        Optional<Instant> firstServedAt,
        Digest lastEvent) {

    static final String COLUMNS = """
            d.delivery_id, d.document_key, d.organ_id, d.state, d.state_since, d.attempt, d.priority, d.lease_id,
            d.lease_end, d.lease_system, d.first_served_at, d.last_event""";

    /** Present while the row says LEASED or SERVED. */
    record Lease(LeaseId id, Instant end, SystemId system) {}

    static DeliveryRow read(ResultSet row, int n) throws SQLException {
        Optional<Lease> lease = row.getObject("lease_id") == null
                ? Optional.empty()
                : Optional.of(new Lease(
                        new LeaseId(Columns.uuid(row, "lease_id")),
                        Columns.time(row, "lease_end"),
                        new SystemId(row.getString("lease_system"))));
        return new DeliveryRow(
                Columns.delivery(row),
                row.getLong("document_key"),
                new OrganId(row.getString("organ_id")),
                DeliveryState.valueOf(row.getString("state")),
                Columns.time(row, "state_since"),
                row.getInt("attempt"),
                row.getInt("priority"),
                lease,
                Columns.timeIfAny(row, "first_served_at"),
                Columns.digest(row, "last_event"));
    }

    boolean isHeld() {
        return state == DeliveryState.LEASED || state == DeliveryState.SERVED;
    }

    /** Time alone ends a lease: whether the sweeper has been here makes no difference to the caller. */
    boolean isHeldAt(Instant now) {
        return isHeld() && lease.map(held -> held.end().isAfter(now)).orElse(false);
    }
}
