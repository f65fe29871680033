package org.lienthong.exchange.delivery;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who sweeps: whoever gets the lock, for one transaction. */
final class Leadership {

    /** First key of our advisory locks; the second says what is led. */
    private static final int LEADERS = 0x4C54_0002;

    private static final int SWEEPER = 1;

    private final JdbcClient database;

    Leadership(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    /** @return whether this transaction leads; false at once if another does */
    boolean taken() {
        return database.sql("select pg_try_advisory_xact_lock(:leaders, :sweeper)")
                .param("leaders", LEADERS)
                .param("sweeper", SWEEPER)
                .query(Boolean.class)
                .single();
    }
}
