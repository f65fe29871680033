package org.lienthong.exchange.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;

final class DatabaseClockTest {

    private static final Instant NOON = Instant.parse("2026-03-02T05:00:00Z");

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private long timer;
    private Instant database = NOON;
    private Duration roundTrip = Duration.ofMillis(10);
    private boolean down;

    @Test
    void tellsTheTimeOfTheDatabase() {
        DatabaseClock clock = new DatabaseClock(DATABASE.dataSource());
        clock.synchronise();
        Instant theirs = DATABASE.jdbc()
                .sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        assertThat(clock.instant()).isCloseTo(theirs, within(2, ChronoUnit.SECONDS));
    }

    @Test
    void takesHalfOfTheRoundTripAndCountsOn() {
        DatabaseClock clock = clock();
        assertThat(clock.instant()).isEqualTo(database);
        pass(Duration.ofSeconds(3));
        assertThat(clock.instant()).isEqualTo(database);
    }

    @Test
    void standsStillRatherThanRunBackwards() {
        DatabaseClock clock = clock();
        Instant before = clock.instant();
        database = database.minusMillis(400);
        clock.synchronise();
        assertThat(clock.instant()).isEqualTo(before);
        pass(Duration.ofSeconds(1));
        assertThat(clock.instant()).isBetween(before.plusMillis(600), before.plusMillis(620));
    }

    @Test
    void followsLargeStepOfTheDatabase() {
        DatabaseClock clock = clock();
        database = database.minusSeconds(3_600);
        clock.synchronise();
        assertThat(clock.instant()).isEqualTo(database);
    }

    @Test
    void ignoresMeasurementOfLongRoundTrip() {
        DatabaseClock clock = clock();
        Instant before = clock.instant();
        roundTrip = Duration.ofSeconds(4);
        clock.synchronise();
        assertThat(clock.instant()).isEqualTo(before.plusSeconds(4));
    }

    @Test
    void runsOnWhileTheDatabaseIsDown() {
        DatabaseClock clock = clock();
        Instant before = clock.instant();
        down = true;
        clock.synchronise();
        pass(Duration.ofSeconds(7));
        assertThat(clock.instant()).isEqualTo(before.plusSeconds(7));
    }

    @Test
    void doesNotStartWithoutTheDatabase() {
        down = true;
        assertThatThrownBy(this::clock).isInstanceOf(IllegalStateException.class);
    }

    private DatabaseClock clock() {
        return new DatabaseClock(this::ask, () -> timer);
    }

    private Instant ask() throws SQLException {
        if (down) {
            throw new SQLException("down");
        }
        pass(roundTrip.dividedBy(2));
        Instant answer = database;
        pass(roundTrip.dividedBy(2));
        return answer;
    }

    private void pass(Duration duration) {
        timer += duration.toNanos();
        database = database.plus(duration);
    }
}
