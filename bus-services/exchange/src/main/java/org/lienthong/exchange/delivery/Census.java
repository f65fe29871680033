package org.lienthong.exchange.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many deliveries are where, as gauges: counted now and then, so that reading a gauge costs nothing. */
final class Census {

    private final JdbcClient database;
    private final AtomicLong outbox;
    private final AtomicLong waiting;
    private final AtomicLong leased;

    Census(DataSource source, MeterRegistry meters) {
        this.database = JdbcClient.create(source);
        this.outbox = gauge(meters, "lienthong.outbox.depth", "Tokens accepted but not yet in a queue");
        this.waiting = gauge(meters, "lienthong.deliveries.waiting", "Deliveries that nobody holds");
        this.leased = gauge(meters, "lienthong.deliveries.leased", "Deliveries held by a poller, served or not");
    }

    private static AtomicLong gauge(MeterRegistry meters, String name, String description) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::get).description(description).register(meters);
        return value;
    }

    void count() {
        outbox.set(count("select count(*) from outbox"));
        waiting.set(count("select count(*) from delivery where state = 'WAITING'"));
        leased.set(count("select count(*) from delivery where state in ('LEASED', 'SERVED')"));
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
