package org.lienthong.exchange.delivery;

import java.time.Duration;

/**
 * Bounds of leases (wsdl/PROFILE.md 5).
 *
 * @param maxPerPoll leases of one poll
 * @param servedAgainFor how long after TAKEN the content is served again
 * @param logWithin how soon a line of evidence is promised to be in the log
 */
public record DeliverySettings(
        Duration minLease, Duration maxLease, int maxPerPoll, Duration servedAgainFor, Duration logWithin) {

    /** The lease of a poll that names none. */
    public static final Duration DEFAULT_LEASE = Duration.ofMinutes(15);

    public DeliverySettings {
        if (minLease.isNegative() || minLease.isZero() || maxLease.compareTo(minLease) < 0 || maxPerPoll < 1) {
            throw new IllegalArgumentException("leases of " + minLease + " to " + maxLease + ", " + maxPerPoll);
        }
    }

    /** @return what PROFILE.md promises: 10 s to 24 h, 100 a poll; 90 days; one hour */
    public static DeliverySettings ofTheProfile() {
        return new DeliverySettings(
                Duration.ofSeconds(10), Duration.ofDays(1), 100, Duration.ofDays(90), Duration.ofHours(1));
    }
}
