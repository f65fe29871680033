package org.lienthong.exchange.clock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, the same for every gateway: measured every few seconds, counted on by the monotonic timer in
 * between, whatever is done to this machine's own clock. Right to half a round trip. Never runs backwards by less than a
 * second (it stands still instead); a larger step of the database's clock is followed and logged. Safe for several
 * threads.
 */
public final class DatabaseClock implements InstantSource {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration POOR = Duration.ofMillis(500);
    private static final Duration OLD = Duration.ofMinutes(1);
    private static final int FIRST_SAMPLES = 3;

    /** Asks for the time; MUST NOT answer from a cache. */
    interface Source {
        Instant now() throws SQLException;
    }

    private record Measurement(Instant at, long nanos, Duration roundTrip) {
        Instant plus(long later) {
            return at.plusNanos(later - nanos);
        }
    }

    private final Source database;
    private final LongSupplier timer;
    private Measurement measured;
    private Instant latest;

    /**
     * Measures before it returns.
     *
     * @throws IllegalStateException when the database does not answer
     */
    public DatabaseClock(DataSource database) {
        this(() -> now(database), System::nanoTime);
    }

    DatabaseClock(Source database, LongSupplier timer) {
        this.database = database;
        this.timer = timer;
        Measurement best = null;
        try {
            for (int i = 0; i < FIRST_SAMPLES; i++) {
                best = better(best, measure());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not tell the time", e);
        }
        this.measured = best == null ? new Measurement(Instant.EPOCH, 0, OLD) : best;
        this.latest = measured.at();
    }

    private static Measurement better(@Nullable Measurement one, Measurement other) {
        return one != null && one.roundTrip().compareTo(other.roundTrip()) <= 0 ? one : other;
    }

    private static Instant now(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** The database read its clock about half way between our question and its answer. */
    private Measurement measure() throws SQLException {
        long asked = timer.getAsLong();
        Instant at = database.now();
        long answered = timer.getAsLong();
        return new Measurement(at, asked + (answered - asked) / 2, Duration.ofNanos(answered - asked));
    }

    /** Measures again; to be called every few seconds. A database that does not answer leaves the clock running on. */
    public void synchronise() {
        Measurement fresh;
        try {
            fresh = measure();
        } catch (SQLException e) {
            LOG.warn("The database does not tell the time ({}): counting on from the last measurement", e.getMessage());
            return;
        }
        accept(fresh);
    }

    private synchronized void accept(Measurement fresh) {
        Duration age = Duration.ofNanos(fresh.nanos() - measured.nanos());
        if (fresh.roundTrip().compareTo(POOR) > 0 && age.compareTo(OLD) < 0) {
            LOG.debug("A round trip of {} is too long to tell the time by", fresh.roundTrip());
            return;
        }
        Duration step = Duration.between(measured.plus(fresh.nanos()), fresh.at());
        if (step.abs().compareTo(STEP.plus(fresh.roundTrip())) > 0) {
            LOG.warn(
                    "The database's clock stepped by {}: leases and freshness follow it; check its time service", step);
            latest = fresh.at();
        }
        measured = fresh;
    }

    @Override
    public synchronized Instant instant() {
        Instant now = measured.plus(timer.getAsLong());
        if (now.isAfter(latest)) {
            latest = now;
        }
        return latest;
    }
}
