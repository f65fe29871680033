package org.lienthong.exchange.evidence;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;

/**
 * A fact about to be written.
 *
 * @param prev the last line of the same chain: for a delivery's first line, the acceptance of its document
 */
public record EventDraft(
        EventKind kind, Instant at, Optional<DeliveryId> delivery, Optional<Digest> prev, EventFacts facts) {

    /** A fact of no delivery: the acceptance of a document, a change of the directory, an incident. */
    public static EventDraft of(EventKind kind, Instant at, EventFacts facts) {
        return new EventDraft(kind, at, Optional.empty(), Optional.empty(), facts);
    }

    /**
     * The next fact of a delivery.
     *
     * @param lastEvent the delivery row's last_event, read under the same compare-and-set that changes the row
     */
    public static EventDraft of(EventKind kind, Instant at, DeliveryId delivery, Digest lastEvent, EventFacts facts) {
        return new EventDraft(kind, at, Optional.of(delivery), Optional.of(lastEvent), facts);
    }
}
