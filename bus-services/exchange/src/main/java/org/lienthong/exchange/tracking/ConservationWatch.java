package org.lienthong.exchange.tracking;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The books of the last days as gauges, drawn now and then, so that reading a gauge costs nothing. */
public final class ConservationWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConservationWatch.class);
    private static final Duration PERIOD = Duration.ofDays(2);

    private final Conservation conservation;
    private final InstantSource clock;
    private final AtomicReference<Balance> last = new AtomicReference<>(Balance.NOTHING);

    public ConservationWatch(Conservation conservation, InstantSource clock, MeterRegistry meters) {
        this.conservation = conservation;
        this.clock = clock;
        gauge(meters, "promised", "Recipients promised in the last two days", Balance::promised);
        gauge(meters, "open", "Of those, without an outcome yet", Balance::open);
        gauge(
                meters,
                "faults",
                "Of those, lost, doubled or unproved: anything but 0 is an alarm",
                books -> books.holds() ? 0 : Math.max(1, books.faults().size()));
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Balance> value) {
        Gauge.builder("lienthong.conservation." + name, last, books -> value.applyAsDouble(books.get()))
                .description(description)
                .register(meters);
    }

    /** Draws the books again. */
    public void look() {
        Instant now = clock.instant();
        Balance books = conservation.of(now.minus(PERIOD), now);
        last.set(books);
        if (!books.holds()) {
            LOG.error(
                    "The books of the last two days do not balance: {}. Run the command conservation, keep the database"
                            + " and the logs as they are, and find out before anything is purged",
                    books);
        }
    }
}
