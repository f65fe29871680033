package org.lienthong.exchange.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.lienthong.exchange.postgres.RequestPartitions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests too old to be replayed, and grants whose leases cannot live any more. */
final class OldRequests {

    private static final int BATCH = 10_000;

    private final JdbcClient database;
    private final DeliveryRows rows;
    private final Leadership leadership;
    private final RequestPartitions partitions;
    private final Duration grantsKept;

    OldRequests(DataSource source, DeliveryRows rows, Leadership leadership, Duration grantsKept) {
        this.database = JdbcClient.create(source);
        this.rows = rows;
        this.leadership = leadership;
        this.partitions = new RequestPartitions(database);
        this.grantsKept = grantsKept;
    }

    /** Keeps the partitions of the coming days made, and removes a batch of grants; what is left waits for the next time. */
    void remove(Instant now) {
        rows.inTransaction(() -> {
            if (leadership.taken()) {
                partitions.keep(LocalDate.ofInstant(now, ZoneOffset.UTC));
                database.sql("""
                                delete from lease_grant where ctid in (
                                  select ctid from lease_grant where granted_at < :before limit :batch)""")
                        .param("before", Columns.at(now.minus(grantsKept)))
                        .param("batch", BATCH)
                        .update();
            }
            return true;
        });
    }
}
