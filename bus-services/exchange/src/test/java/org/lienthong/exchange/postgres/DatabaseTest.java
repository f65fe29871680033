package org.lienthong.exchange.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

final class DatabaseTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @AfterEach
    void heal() {
        String name = DATABASE.url().substring(DATABASE.url().lastIndexOf('/') + 1);
        DATABASE.jdbc().sql("alter database " + name + " reset all").update();
    }

    @Test
    void opensMigratedDatabaseAgain() {
        try (HikariDataSource pool = open()) {
            assertThat(JdbcClient.create(pool)
                            .sql("select count(*) from delivery")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void refusesDatabaseThatCommitsBeforeTheDiskHasIt() {
        String name = DATABASE.url().substring(DATABASE.url().lastIndexOf('/') + 1);
        for (String value : List.of("off", "local")) {
            DATABASE.jdbc()
                    .sql("alter database " + name + " set synchronous_commit = " + value)
                    .update();
            assertThatThrownBy(this::open)
                    .isInstanceOf(NoDatabaseException.class)
                    .hasMessageContaining("synchronous_commit = " + value)
                    .hasMessageContaining("mất điện")
                    .hasMessageContaining("power cut");
        }
    }

    @Test
    void refusesAbsentServer() {
        assertThatThrownBy(() -> Database.open("jdbc:postgresql://127.0.0.1:1/none", "nobody", "nothing", 1))
                .isInstanceOf(NoDatabaseException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void keepsPartitionsOfTheDaysThatCount() {
        RequestPartitions partitions = new RequestPartitions(DATABASE.jdbc());
        partitions.keep(TODAY);
        partitions.keep(TODAY);
        assertThat(partitions())
                .containsExactly(
                        "request_20260301",
                        "request_20260302",
                        "request_20260303",
                        "request_20260304",
                        "request_20260305");
        remember("a", TODAY.minusDays(1));
        remember("b", TODAY.plusDays(1));
        partitions.keep(TODAY.plusDays(2));
        assertThat(partitions()).hasSize(7).startsWith("request_20260301").endsWith("request_20260307");
        partitions.keep(TODAY.plusDays(3));
        assertThat(partitions()).hasSize(7).startsWith("request_20260302").endsWith("request_20260308");
        assertThat(DATABASE.jdbc()
                        .sql("select request_id from request")
                        .query(String.class)
                        .list())
                .containsExactly("b");
    }

    private void remember(String id, LocalDate day) {
        DATABASE.jdbc()
                .sql("insert into request (system_id, request_id, signed_on, operation, raw_sha256, received_at)"
                        + " values ('S', ?, ?, 'SendDocument', ''::bytea, now())")
                .param(id)
                .param(day)
                .update();
    }

    private List<String> partitions() {
        return DATABASE.jdbc()
                .sql("select c.relname from pg_inherits join pg_class c on c.oid = inhrelid"
                        + " where inhparent = 'request'::regclass order by 1")
                .query(String.class)
                .list();
    }

    private HikariDataSource open() {
        return Database.open(DATABASE.url(), DATABASE.user(), DATABASE.password(), 2);
    }
}
