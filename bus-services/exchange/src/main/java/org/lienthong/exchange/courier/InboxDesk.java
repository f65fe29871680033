package org.lienthong.exchange.courier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What an operator sees of inboxes and does with them. */
public final class InboxDesk {

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    public InboxDesk(DataSource source, InstantSource clock) {
        this.database = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.clock = clock;
    }

    /**
     * An inbox and how it fares.
     *
     * @param state as the directory says, or STOPPED by an operator
     * @param failures in a row
     * @param waiting deliveries that wait
     * @param putAside those of them that are pushed no more
     */
    public record Line(
            OrganId organ,
            String mode,
            String state,
            String address,
            int failures,
            Optional<String> lastFailure,
            Optional<Instant> alarmAt,
            Optional<Instant> succeededAt,
            int waiting,
            int putAside) {}

    public List<Line> list() {
        return database.sql("""
                        select i.organ_id, mode, case when stopped_at is null then state else 'STOPPED' end state, url, failures,
                          last_failure, alarm_at, succeeded_at,
                          (select count(*) from delivery d where d.organ_id = i.organ_id and d.state = 'WAITING') waiting,
                          (select count(*) from push p join delivery d using (delivery_id)
                            where d.organ_id = i.organ_id and d.state = 'WAITING' and p.dead_at is not null) put_aside
                        from inbox i order by i.organ_id""").query(InboxDesk::line).list();
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return new Line(
                new OrganId(row.getString("organ_id")),
                row.getString("mode"),
                row.getString("state"),
                row.getString("url"),
                row.getInt("failures"),
                Optional.ofNullable(row.getString("last_failure")),
                time(row, "alarm_at"),
                time(row, "succeeded_at"),
                row.getInt("waiting"),
                row.getInt("put_aside"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /**
     * Clears every count and pause of the inbox and of its deliveries: what was put aside is pushed again.
     *
     * @return how many deliveries had been put aside; empty if there is no such inbox
     */
    public Optional<Integer> retry(OrganId organ) {
        return Optional.ofNullable(transaction.execute(begun -> cleared(organ))).filter(found -> found >= 0);
    }

    private int cleared(OrganId organ) {
        int changed = database.sql("""
                        update inbox set failures = 0, failing_since = null, last_failure = null, alarm_at = null, stopped_at = null,
                          next_at = :now, notified_at = null where organ_id = :organ""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("organ", organ.value())
                .update();
        if (changed == 0) {
            return -1;
        }
        int putAside = database.sql("select count(*) from push where organ_id = :organ and dead_at is not null")
                .param("organ", organ.value())
                .query(Integer.class)
                .single();
        database.sql("delete from push where organ_id = :organ")
                .param("organ", organ.value())
                .update();
        return putAside;
    }

    /** Stops every call until {@link #retry}, whatever the directory says. @return whether there is such an inbox */
    public boolean suspend(OrganId organ) {
        return database.sql("update inbox set stopped_at = coalesce(stopped_at, :now) where organ_id = :organ")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("organ", organ.value())
                        .update()
                == 1;
    }
}
