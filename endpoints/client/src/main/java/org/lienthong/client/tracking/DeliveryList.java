package org.lienthong.client.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/**
 * A page of the caller's deliveries in the order of their last change: what to reconcile one's own records with after a
 * backup was restored. One that changes meanwhile comes again; the later one counts.
 *
 * @param next where to go on, now or at any later time
 * @param more whether there are further ones already
 */
public record DeliveryList(List<Entry> entries, Optional<String> next, boolean more) {

    public DeliveryList {
        entries = List.copyOf(entries);
    }

    /**
     * @param sent true: what the caller sent; false: what it was served at least once
     * @param since only what changed then or later; a little more may come
     * @param state only these
     * @param after {@link DeliveryList#next} of an earlier page; since does not count beside it
     */
    public record Query(boolean sent, Optional<Instant> since, Optional<Progress.State> state, Optional<String> after) {

        public static Query sentSince(Instant time) {
            return new Query(true, Optional.of(time), Optional.empty(), Optional.empty());
        }

        public static Query receivedSince(Instant time) {
            return new Query(false, Optional.of(time), Optional.empty(), Optional.empty());
        }

        public Query after(String cursor) {
            return new Query(sent, since, state, Optional.of(cursor));
        }
    }

    /** @param businessCode the last of 01 to 06, or 15, that was said of it */
    public record Entry(
            DeliveryId delivery,
            MessageId message,
            DocumentId document,
            OrganId from,
            OrganId to,
            Instant acceptedAt,
            Progress.State state,
            Instant since,
            int attempt,
            Digest edxml,
            Optional<String> businessCode) {}
}
