package org.lienthong.gateway.assembly;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.tracking.Balance;
import org.lienthong.exchange.tracking.Conservation;
import org.lienthong.gateway.assembly.StoreAssembly.DatabaseAtHand;
import org.lienthong.gateway.configuration.GatewayConfiguration;

/** Draws the books of a period, day by day. */
public final class BookKeeping {

    private BookKeeping() {}

    /**
     * @param from empty: the first acceptance
     * @param to empty: now
     * @param progress hears the end of each day that is done, and its books
     */
    public static Balance draw(
            GatewayConfiguration configuration,
            Optional<Instant> from,
            Optional<Instant> to,
            BiConsumer<Instant, Balance> progress) {
        try (DatabaseAtHand hand = DatabaseAtHand.open(configuration)) {
            Conservation conservation = new Conservation(hand.pool());
            Instant end = to.orElseGet(() -> new DatabaseClock(hand.pool()).instant());
            Instant begin = from.or(conservation::begin).orElse(end);
            Balance all = Balance.NOTHING;
            while (begin.isBefore(end)) {
                Instant midnight = begin.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
                Instant next = midnight.isBefore(end) ? midnight : end;
                Balance day = conservation.of(begin, next);
                progress.accept(next, day);
                all = all.plus(day);
                begin = next;
            }
            return all;
        }
    }
}
