package org.lienthong.exchange.delivery;

import java.time.Duration;

/**
 * @param every pause between two sweeps
 * @param housekeepingEvery pause between two removals of idle queues and old requests
 * @param batch deliveries of one transaction
 * @param queueIdle how long a queue is seen without a waiting delivery before it goes
 * @param grantsKept how long a repeated ReceiveDocuments finds its leases; longer than the longest lease
 * @param stuckAfter how many leases may be served without an outcome before the sender is told STUCK
 */
public record SweeperSettings(
        Duration every,
        Duration housekeepingEvery,
        int batch,
        Duration queueIdle,
        Duration grantsKept,
        int stuckAfter) {

    public SweeperSettings {
        if (stuckAfter < 1) {
            throw new IllegalArgumentException("stuck after " + stuckAfter + " leases");
        }
    }

    public static SweeperSettings usual() {
        return new SweeperSettings(
                Duration.ofSeconds(2), Duration.ofMinutes(1), 200, Duration.ofMinutes(10), Duration.ofDays(3), 5);
    }

    /** @return these, but the sender is told STUCK after so many leases */
    public SweeperSettings stuckAfter(int leases) {
        return new SweeperSettings(every, housekeepingEvery, batch, queueIdle, grantsKept, leases);
    }
}
