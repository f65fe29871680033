package org.lienthong.exchange.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;

/** Ends a delivery because its sender wants it back. Its token in the queue is stale from then on. */
public final class RecallDelivery {

    private final DeliveryRows rows;
    private final EventBook events;

    public RecallDelivery(DataSource source, EventBook events) {
        this.rows = new DeliveryRows(source);
        this.events = events;
    }

    /**
     * MUST be called in the transaction that has found the delivery waiting or leased and holds the lock of its row.
     *
     * @param recipient of the delivery
     * @param lastEvent the end of the delivery's chain, by now
     * @return the line of evidence
     */
    public Digest recall(DeliveryId delivery, OrganId recipient, Instant now, Digest lastEvent) {
        DeliveryRow row = rows.lock(delivery, Set.of(recipient));
        if (row.state() != DeliveryState.WAITING && !row.isHeld()) {
            throw new IllegalStateException(delivery + " is " + row.state());
        }
        Digest recalled = events.append(EventDraft.of(
                EventKind.RECALLED,
                now,
                delivery,
                lastEvent,
                EventFacts.none().with(EventField.TO, row.organ()).with(EventField.ATTEMPT, row.attempt())));
        rows.end(List.of(row), DeliveryState.RECALLED, now, List.of(recalled));
        return recalled;
    }
}
