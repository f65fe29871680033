package org.lienthong.exchange.relay;

import java.time.Duration;

/**
 * @param workers threads of this process; any number of processes may relay at once
 * @param batch tokens of one broker transaction
 * @param poll how long an idle worker waits for a nudge before it looks by itself
 * @param longestPause between tries while the broker or the database is down
 */
public record RelaySettings(int workers, int batch, Duration poll, Duration longestPause) {

    public RelaySettings {
        if (workers < 1 || batch < 1 || poll.isNegative() || poll.isZero() || longestPause.compareTo(poll) < 0) {
            throw new IllegalArgumentException(
                    "workers " + workers + ", batch " + batch + ", poll " + poll + ", longest pause " + longestPause);
        }
    }

    public static RelaySettings usual() {
        return new RelaySettings(2, 250, Duration.ofMillis(500), Duration.ofSeconds(30));
    }
}
