package org.lienthong.exchange.postgres;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The daily partitions of table request: replays are remembered for as long as they could still be fresh. */
public final class RequestPartitions {

    private static final int DAYS_BACK = 3;
    private static final int DAYS_AHEAD = 3;
    private static final String PREFIX = "request_";
    /** Of a transaction-level advisory lock: two gateways at midnight. */
    private static final int LOCK = 0x1750_0001;

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final JdbcClient database;

    public RequestPartitions(JdbcClient database) {
        this.database = database;
    }

    /**
     * Makes the partitions of yesterday to three days ahead, drops those of more than three days ago. Safe to repeat,
     * and from several gateways at once.
     *
     * @param today the UTC day
     */
    public void keep(LocalDate today) {
        Set<String> present = new HashSet<>(partitions());
        List<String> changes = new ArrayList<>();
        for (LocalDate day = today.minusDays(1); !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
            if (!present.contains(name(day))) {
                changes.add("create table if not exists " + name(day) + " partition of request for values from ('" + day
                        + "') to ('" + day.plusDays(1) + "');");
            }
        }
        String oldestKept = name(today.minusDays(DAYS_BACK));
        present.stream()
                .filter(partition -> partition.compareTo(oldestKept) < 0)
                .forEach(partition -> changes.add("drop table if exists " + partition + ";"));
        if (!changes.isEmpty()) {
            database.sql("do $$ begin perform pg_advisory_xact_lock(" + LOCK + "); " + String.join(" ", changes)
                            + " end $$")
                    .update();
        }
    }

    private static String name(LocalDate day) {
        return PREFIX + DAY.format(day);
    }

    private List<String> partitions() {
        return database.sql("select c.relname from pg_inherits join pg_class c on c.oid = inhrelid"
                        + " where inhparent = 'request'::regclass and c.relname ~ '^request_[0-9]{8}$'")
                .query(String.class)
                .list();
    }
}
