package org.lienthong.client.notice;

import java.time.Duration;
import java.util.Optional;
import org.lienthong.message.identity.NoticeId;

/**
 * Asks for notices.
 *
 * @param max 1 to 100
 * @param after {@link NoticePage#next} of an earlier page: all that came after it; empty: all that is unconfirmed
 * @param hold how long the bus may hold the call when there is nothing; at most 50 seconds
 */
public record NoticeQuery(int max, Optional<NoticeId> after, Optional<Duration> hold) {

    public static NoticeQuery upTo(int max) {
        return new NoticeQuery(max, Optional.empty(), Optional.empty());
    }

    public NoticeQuery after(NoticeId cursor) {
        return new NoticeQuery(max, Optional.of(cursor), hold);
    }

    public NoticeQuery waiting(Duration atMost) {
        return new NoticeQuery(max, after, Optional.of(atMost));
    }
}
