package org.lienthong.exchange.courier;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double from the first to the longest, each shortened by up to a third so that inboxes do not march in step. */
final class Backoff {

    private static final int MOST_DOUBLINGS = 30;
    private static final double SHORTENED = 1.0 / 3;

    private final CourierSettings.Pauses pauses;
    private final RandomGenerator random;

    Backoff(CourierSettings.Pauses pauses, RandomGenerator random) {
        this.pauses = pauses;
        this.random = random;
    }

    /** @param failures in a row, from 1 */
    Duration after(int failures) {
        long doubled = pauses.first().toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long whole = Math.min(doubled, pauses.longest().toMillis());
        return Duration.ofMillis(Math.round(whole * (1 - SHORTENED * random.nextDouble())));
    }
}
