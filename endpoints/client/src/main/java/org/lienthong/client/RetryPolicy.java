package org.lienthong.client;

import java.time.Duration;

/**
 * How stubborn a client is after transport failures and Busy. The pauses double from the first to the longest, each drawn at
 * random from its upper half, so that many clients do not come back at once.
 *
 * @param attempts the first included
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {

    public RetryPolicy {
        if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("attempts from 1, pauses from 0, the longest no shorter than the first");
        }
    }

    /** @return 5 attempts, pauses from 0.5 to 8 seconds */
    public static RetryPolicy standard() {
        return new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(8));
    }

    /** @return one attempt: for a caller that keeps its own queue of unanswered submissions */
    public static RetryPolicy never() {
        return new RetryPolicy(1, Duration.ZERO, Duration.ZERO);
    }

    /**
     * @param attempt that failed, from 1
     * @param random from 0 to 1
     */
    Duration pauseAfter(int attempt, double random) {
        double doubled = first.toMillis() * Math.pow(2, attempt - 1.0);
        double capped = Math.min(doubled, (double) longest.toMillis());
        return Duration.ofMillis(Math.round(capped * (0.5 + random / 2)));
    }
}
