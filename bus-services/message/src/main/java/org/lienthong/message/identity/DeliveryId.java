package org.lienthong.message.identity;

import java.util.Optional;
import java.util.UUID;

/** One document on its way to one recipient; never changes, whatever is redelivered. */
public record DeliveryId(UUID value) {

    /** @return a new one that nobody can guess */
    public static DeliveryId random() {
        return new DeliveryId(UUID.randomUUID());
    }

    /** @return the id that the text names; empty if the text cannot be one of ours */
    public static Optional<DeliveryId> parse(String text) {
        return BusIds.parse(text).map(DeliveryId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
