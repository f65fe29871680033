package org.lienthong.exchange.courier;

import java.time.Duration;

/**
 * @param every pause between two looks at what is to be brought
 * @param threads inboxes called at the same time; those that failed last share half of as many of their own
 * @param callWithin the longest that one call may take, from connecting to the last byte of the answer
 */
public record CourierSettings(
        Duration every, int threads, Duration callWithin, Pauses pauses, Alarm alarm, Notifying notifying) {

    public CourierSettings {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }

    /**
     * After failures in a row, doubling.
     *
     * @param mostPushes of one delivery; after that it is put aside and only pulled
     */
    public record Pauses(Duration first, Duration longest, int mostPushes) {}

    /** Whichever comes first: so many failures in a row, or so long without a success. */
    public record Alarm(int failures, Duration after) {}

    /**
     * @param every the shortest pause between two words to one inbox
     * @param again the pause when nothing new has come but something waits still
     */
    public record Notifying(Duration every, Duration again) {}

    /** @return how long a push may hold its delivery: the call, and the time to record its answer */
    Duration lease() {
        return callWithin.plusSeconds(30);
    }
}
