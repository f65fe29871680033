package org.lienthong.exchange.courier;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How each inbox fares, in the database, so that a restart and another gateway know it too. */
final class InboxBook {

    /** A delivery written just before the last word and committed just after it is told of by one word too many. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private static final int MOST = 500;
    private static final int COUNTED = 1000;

    private final JdbcClient database;

    InboxBook(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    /** @return inboxes that may be called now and, where only word is brought, have something to be told; longest untried first */
    List<Inbox> due(Instant now, CourierSettings.Notifying notifying) {
        return database.sql("""
                        select organ_id, system_id, url, mode, failures from inbox i
                        where state = 'APPROVED' and stopped_at is null and next_at <= :now and claimed_until <= :now
                          and (mode = 'DELIVER' or ((notified_at is null or notified_at <= :before)
                            and exists (select from delivery d where d.organ_id = i.organ_id and d.state = 'WAITING'
                              and (i.notified_at is null or i.notified_at <= :long
                                or d.state_since > i.notified_at - cast(:overlap as interval)))))
                        order by tried_at nulls first limit :most""")
                .param("now", at(now))
                .param("before", at(now.minus(notifying.every())))
                .param("long", at(now.minus(notifying.again())))
                .param("overlap", OVERLAP.toString())
                .param("most", MOST)
                .query(InboxBook::read)
                .list();
    }

    private static Inbox read(ResultSet row, int n) throws SQLException {
        return new Inbox(
                new OrganId(row.getString("organ_id")),
                new SystemId(row.getString("system_id")),
                URI.create(row.getString("url")),
                Inbox.Mode.valueOf(row.getString("mode")),
                row.getInt("failures"));
    }

    /** @return whether nobody else is at it; a claim lapses if its courier dies */
    boolean claim(OrganId organ, Instant now, Duration time) {
        return database.sql("""
                                update inbox set claimed_until = :until, tried_at = :now
                                where organ_id = :organ and claimed_until <= :now""")
                        .param("until", at(now.plus(time)))
                        .param("now", at(now))
                        .param("organ", organ.value())
                        .update()
                == 1;
    }

    /** @return whether it may go on: the operator may have stopped it meanwhile */
    boolean renew(OrganId organ, Instant now, Duration time) {
        return database.sql("""
                                update inbox set claimed_until = :until
                                where organ_id = :organ and state = 'APPROVED' and stopped_at is null""")
                        .param("until", at(now.plus(time)))
                        .param("organ", organ.value())
                        .update()
                == 1;
    }

    void release(OrganId organ, Instant now) {
        database.sql("update inbox set claimed_until = :now where organ_id = :organ")
                .param("now", at(now))
                .param("organ", organ.value())
                .update();
    }

    /** @return whether an alarm ends with it */
    boolean succeeded(OrganId organ, Instant now) {
        return database.sql("""
                        update inbox set failures = 0, failing_since = null, last_failure = null, alarm_at = null,
                          succeeded_at = :now, next_at = :now
                        where organ_id = :organ returning old.alarm_at is not null""")
                .param("now", at(now))
                .param("organ", organ.value())
                .query(Boolean.class)
                .single();
    }

    /** @return whether an alarm begins with it */
    boolean failed(OrganId organ, Instant now, Instant next, String failure, CourierSettings.Alarm alarm) {
        return database.sql("""
                        update inbox set failures = failures + 1, failing_since = coalesce(failing_since, :now),
                          last_failure = :failure, next_at = :next,
                          alarm_at = coalesce(alarm_at, case when failures + 1 >= :many or failing_since <= :long
                            then cast(:now as timestamptz) end)
                        where organ_id = :organ returning old.alarm_at is null and new.alarm_at is not null""")
                .param("now", at(now))
                .param("failure", failure)
                .param("next", at(next))
                .param("many", alarm.failures())
                .param("long", at(now.minus(alarm.after())))
                .param("organ", organ.value())
                .query(Boolean.class)
                .single();
    }

    void notified(OrganId organ, Instant asOf) {
        database.sql("update inbox set notified_at = :asOf where organ_id = :organ")
                .param("asOf", at(asOf))
                .param("organ", organ.value())
                .update();
    }

    /** @return how many wait, up to 1,000 */
    int waiting(OrganId organ) {
        return database.sql("select count(*) from (select from delivery where organ_id = :organ and state = 'WAITING'"
                        + " limit :most) w")
                .param("organ", organ.value())
                .param("most", COUNTED)
                .query(Integer.class)
                .single();
    }

    long alarms() {
        return count("select count(*) from inbox where alarm_at is not null");
    }

    long putAside() {
        return count("select count(*) from push join delivery using (delivery_id)"
                + " where dead_at is not null and state in ('WAITING', 'LEASED', 'SERVED')");
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
