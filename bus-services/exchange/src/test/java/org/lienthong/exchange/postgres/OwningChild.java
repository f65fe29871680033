package org.lienthong.exchange.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Owns a server until it is killed, or closes it when told "once". */
final class OwningChild {

    private OwningChild() {}

    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        PostgresSettings settings = new PostgresSettings(Path.of(args[1]), 20, 16, Duration.ofSeconds(60));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, settings);
        try (var pool = Database.open(postgres.jdbcUrl(), postgres.user(), postgres.password(), 2);
                var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists survivor (n int)");
            statement.execute("insert into survivor values (1)");
        }
        System.out.println("running " + postgres.pid());
        if (args.length > 2) {
            postgres.close();
            System.out.println("closed");
            return;
        }
        new CountDownLatch(1).await();
    }
}
