package org.lienthong.exchange.delivery;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes every token again from the database, after the broker's journal was lost. */
public final class QueueRebuild {

    private final JdbcClient database;
    private final InstantSource clock;
    private final Runnable relay;

    /** @param relay is nudged when there is something for it */
    public QueueRebuild(DataSource database, InstantSource clock, Runnable relay) {
        this.database = JdbcClient.create(database);
        this.clock = clock;
        this.relay = relay;
    }

    /**
     * Writes an outbox row for every waiting delivery that has none. Safe at any time and any number of times: a token
     * too many is dropped by its compare-and-set.
     *
     * @return the rows written
     */
    public int rebuild() {
        int written =
                database.sql("""
                        insert into outbox (delivery_id, organ_id, attempt, priority, not_before)
                        select d.delivery_id, d.organ_id, d.attempt, d.priority, :now from delivery d
                        where d.state = 'WAITING' and not exists (
                          select from outbox o where o.delivery_id = d.delivery_id and o.attempt = d.attempt)
                        order by d.accepted_at""").param("now", Columns.at(clock.instant())).update();
        relay.run();
        return written;
    }
}
