package org.lienthong.exchange.acceptance;

import java.time.Duration;

/**
 * What a receipt promises, and how long a delivery waits.
 *
 * @param logOrigin name of the log in which the event will stand
 * @param logWithin until when, counted from acceptance
 * @param expiry how long a delivery may wait before it expires, with notice
 * @param retryAfter what Busy tells the caller to wait
 */
public record AcceptanceSettings(String logOrigin, Duration logWithin, Duration expiry, Duration retryAfter) {

    public AcceptanceSettings {
        if (logWithin.isNegative() || expiry.isNegative() || expiry.isZero() || retryAfter.isNegative()) {
            throw new IllegalArgumentException("negative or no duration");
        }
    }

    public static AcceptanceSettings of(String logOrigin) {
        return new AcceptanceSettings(logOrigin, Duration.ofHours(1), Duration.ofDays(30), Duration.ofSeconds(30));
    }
}
