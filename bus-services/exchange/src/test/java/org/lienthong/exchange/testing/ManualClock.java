package org.lienthong.exchange.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when a test says so. */
public final class ManualClock implements InstantSource {

    private Instant now;

    /** At 2026-03-02T01:30:00Z, a Monday morning in Hà Nội. */
    public ManualClock() {
        this(Instant.parse("2026-03-02T01:30:00Z"));
    }

    public ManualClock(Instant now) {
        this.now = now;
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
