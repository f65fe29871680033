package org.lienthong.exchange.postgres;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The daily partitions of table request: replays are remembered for as long as they could still be fresh. */
@SuppressWarnings("DoNotCallSuggester")
public final class RequestPartitions {

    private final JdbcClient database;

    public RequestPartitions(JdbcClient database) {
        this.database = database;
    }

    /** Makes the partitions of yesterday to three days ahead, drops those older than three days; safe to repeat. */
    public void keep(LocalDate today) {
        throw new UnsupportedOperationException(today + " " + database);
    }
}
