package org.lienthong.exchange.tracking;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;

/**
 * Where one copy is.
 *
 * @param addressedAs the recipient as the sender wrote it
 * @param organ the organ that it resolved to
 * @param takenAt as the recipient says
 * @param reason of a REFUSED one, e.g. {@code DigestMismatch}
 * @param waiting present while it waits
 * @param business present once either side has said something of it
 */
public record RecipientStatus(
        OrganId addressedAs,
        OrganId organ,
        DeliveryId deliveryId,
        DeliveryState state,
        Instant since,
        int attempt,
        Optional<Instant> firstServedAt,
        Optional<Instant> takenAt,
        Optional<String> reason,
        Optional<Waiting> waiting,
        Optional<Business> business) {

    /**
     * What a sender may know of a recipient that keeps it waiting, in coarse steps: nobody shall read another agency's
     * traffic off it.
     *
     * @param lastPolledAt rounded down to 15 minutes; empty if it never polled
     * @param backlogAhead an upper bound out of 0, 10, 50, 100, 500, 1000, 5000, 10000; empty if there are more
     */
    public record Waiting(Optional<Instant> lastPolledAt, OptionalInt backlogAhead, Instant expiresAt) {}
}
