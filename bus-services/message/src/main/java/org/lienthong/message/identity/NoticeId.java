package org.lienthong.message.identity;

import java.util.Optional;
import java.util.UUID;

/** One notice of the bus to one organ. */
public record NoticeId(UUID value) {

    /** @return a new one that nobody can guess */
    public static NoticeId random() {
        return new NoticeId(UUID.randomUUID());
    }

    /** @return the id that the text names; empty if the text cannot be one of ours */
    public static Optional<NoticeId> parse(String text) {
        return BusIds.parse(text).map(NoticeId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
