package org.lienthong.gateway.assembly;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.util.Optional;
import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.directory.DirectoryBooks;
import org.lienthong.exchange.directory.DirectoryChanges;
import org.lienthong.exchange.directory.NoticedNews;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.operator.Operators;
import org.lienthong.exchange.postgres.Database;
import org.lienthong.exchange.postgres.EmbeddedPostgres;
import org.lienthong.gateway.assembly.StoreAssembly.DatabaseAtHand;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.lienthong.gateway.configuration.OperatorKeys;

/** Where operators change the directory: beside a bus that serves, or alone. */
public final class DirectoryDesk implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final DatabaseAtHand hand;
    private final Operators operators;
    private final DirectoryChanges changes;

    private DirectoryDesk(DatabaseAtHand hand, GatewayConfiguration configuration) {
        this.hand = hand;
        this.operators = OperatorKeys.of(configuration);
        this.changes = new DirectoryChanges(
                hand.pool(),
                new DirectoryBooks(
                        new EventBook(hand.pool(), new SecureRandom()),
                        new NoticedNews(
                                new NoticeBook(hand.pool(), organs -> {}))), // who waits looks when his wait is over
                new DatabaseClock(hand.pool()),
                new DirectoryChanges.Office(configuration.bus(), operators, new SecureRandom()));
    }

    public static DirectoryDesk open(GatewayConfiguration configuration) {
        return new DirectoryDesk(
                running(configuration).orElseGet(() -> DatabaseAtHand.open(configuration)), configuration);
    }

    /** The embedded database of a bus that serves: the bus goes on owning it. */
    private static Optional<DatabaseAtHand> running(GatewayConfiguration configuration) {
        if (configuration.database() != null) {
            return Optional.empty();
        }
        return EmbeddedPostgres.running(configuration.data().resolve("postgres"))
                .map(server -> {
                    HikariDataSource pool =
                            Database.open(server.jdbcUrl(), server.user(), server.password(), CONNECTIONS);
                    return new DatabaseAtHand(pool, Optional.empty());
                });
    }

    public Operators operators() {
        return operators;
    }

    public DirectoryChanges changes() {
        return changes;
    }

    @Override
    public void close() {
        hand.close();
    }
}
