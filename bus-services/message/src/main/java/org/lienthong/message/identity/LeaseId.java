package org.lienthong.message.identity;

import java.util.Optional;
import java.util.UUID;

/** One poller's hold on a delivery until a stated time. */
public record LeaseId(UUID value) {

    /** @return a new one that nobody can guess */
    public static LeaseId random() {
        return new LeaseId(UUID.randomUUID());
    }

    /** @return the id that the text names; empty if the text cannot be one of ours */
    public static Optional<LeaseId> parse(String text) {
        return BusIds.parse(text).map(LeaseId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
