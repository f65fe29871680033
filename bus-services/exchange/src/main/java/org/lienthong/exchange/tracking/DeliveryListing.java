package org.lienthong.exchange.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/**
 * A page of an agency's deliveries in the order of their last change.
 *
 * @param next where to go on, now or at any later time; empty only while there never was a delivery
 * @param more whether there are further ones already
 */
public record DeliveryListing(List<Entry> entries, Optional<Cursor> next, boolean more) {

    public DeliveryListing {
        entries = List.copyOf(entries);
    }

    /** Which side of the bus the agency was on. */
    public enum Direction {
        SENT,
        RECEIVED
    }

    /**
     * @param since only what changed then or later; those shortly before may come too
     * @param state only these
     * @param after only what comes after; since does not count beside it
     */
    public record Query(
            OrganId organ,
            Direction direction,
            Optional<Instant> since,
            Optional<DeliveryState> state,
            Optional<Cursor> after) {}

    /** @param processing the last of 01 to 06 or 15 that was said of it */
    public record Entry(
            DeliveryId delivery,
            MessageId message,
            DocumentId document,
            OrganId from,
            OrganId to,
            Instant acceptedAt,
            DeliveryState state,
            Instant stateSince,
            int attempt,
            Digest edxml,
            Optional<String> processing) {}

    /** The place after a delivery. Opaque to callers. */
    public record Cursor(String transaction, UUID delivery) {

        private static final Pattern TEXT =
                Pattern.compile("([0-9]{1,20})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

        public static Optional<Cursor> parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Cursor(matcher.group(1), UUID.fromString(matcher.group(2))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return transaction + "-" + delivery;
        }
    }
}
