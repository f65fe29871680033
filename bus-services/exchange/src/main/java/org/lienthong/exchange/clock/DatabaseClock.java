package org.lienthong.exchange.clock;

import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;

/** The database's time, measured now and then and counted on by the monotonic timer in between. Safe for several threads. */
@SuppressWarnings("DoNotCallSuggester")
public final class DatabaseClock implements InstantSource {

    private final DataSource database;

    /** Measures once before it returns. */
    public DatabaseClock(DataSource database) {
        this.database = database;
    }

    /** Measures the database's clock again; to be called every few seconds. */
    public void synchronise() {
        throw new UnsupportedOperationException(database.toString());
    }

    @Override
    public Instant instant() {
        throw new UnsupportedOperationException();
    }
}
