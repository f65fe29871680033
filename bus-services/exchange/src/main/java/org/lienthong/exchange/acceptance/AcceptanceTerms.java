package org.lienthong.exchange.acceptance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What one acceptance promises. Times in whole milliseconds: a receipt from memory and one from the row are the same.
 *
 * @param expiresAt when a delivery stops waiting
 */
record AcceptanceTerms(Instant acceptedAt, String logOrigin, Instant logBy, Instant expiresAt) {

    static AcceptanceTerms from(Instant now, AcceptanceSettings settings) {
        Instant acceptedAt = now.truncatedTo(ChronoUnit.MILLIS);
        return new AcceptanceTerms(
                acceptedAt,
                settings.logOrigin(),
                acceptedAt.plus(settings.logWithin()).truncatedTo(ChronoUnit.MILLIS),
                acceptedAt.plus(settings.expiry()).truncatedTo(ChronoUnit.MILLIS));
    }
}
