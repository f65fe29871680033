package org.lienthong.client.tracking;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;

/**
 * One recipient's delivery.
 *
 * @param reason why it was refused
 * @param lastPolledAt when the recipient last asked for documents, in coarse steps, while this one waits
 * @param business present once either side has said something of it
 * @param backlogAhead how many wait before it, in coarse steps
 */
public record Progress(
        OrganId organ,
        DeliveryId deliveryId,
        State state,
        Instant since,
        int attempt,
        Optional<Instant> firstServedAt,
        Optional<Instant> takenAt,
        Optional<String> reason,
        Optional<Instant> lastPolledAt,
        Optional<Integer> backlogAhead,
        Optional<Instant> expiresAt,
        Optional<Business> business) {

    /** Life of a delivery. */
    public enum State {
        WAITING,
        LEASED,
        SERVED,
        TAKEN,
        REFUSED,
        EXPIRED,
        RECALLED
    }
}
