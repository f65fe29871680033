package org.lienthong.exchange.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh, migrated, durable PostgreSQL database for one test class:
 *
 * <pre>
 * &#64;RegisterExtension
 * static final ExchangeDatabase DATABASE = new ExchangeDatabase();
 * </pre>
 *
 * Registered on an instance field it is not fresh per test: a test that needs emptiness says {@link #clear()}.
 */
public final class ExchangeDatabase implements BeforeAllCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace JVM = ExtensionContext.Namespace.create(TestServer.class);

    private @Nullable TestServer server;
    private @Nullable String name;
    private @Nullable HikariDataSource pool;

    @Override
    public void beforeAll(ExtensionContext context) {
        TestServer one = context.getRoot()
                .getStore(JVM)
                .computeIfAbsent(TestServer.class, key -> new TestServer(), TestServer.class);
        String fresh = one.create();
        server = one;
        name = fresh;
        pool = one.pool(fresh);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (pool != null) {
            pool.close();
        }
        if (server != null && name != null) {
            server.drop(name);
        }
    }

    /** @return a pool of 12 */
    public DataSource dataSource() {
        return Objects.requireNonNull(pool, "before the test class started");
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource()));
    }

    /** @return for a child JVM that opens the same database */
    public String url() {
        return server().postgres().jdbcUrl(Objects.requireNonNull(name));
    }

    public String user() {
        return server().postgres().user();
    }

    public String password() {
        return server().postgres().password();
    }

    /** Empties every table; identities start at 1 again. */
    public void clear() {
        String tables = jdbc().sql("select string_agg(quote_ident(tablename), ', ') from pg_tables"
                        + " where schemaname = 'public' and tablename <> 'flyway_schema_history'")
                .query(String.class)
                .single();
        jdbc().sql("truncate " + tables + " restart identity cascade").update();
    }

    private TestServer server() {
        return Objects.requireNonNull(server, "before the test class started");
    }
}
