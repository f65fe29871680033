package org.lienthong.gateway.assembly;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.broker.BrokerQueues;
import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.postgres.Database;
import org.lienthong.exchange.postgres.EmbeddedPostgres;
import org.lienthong.exchange.postgres.RequestPartitions;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.exchange.store.PartialContents;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.lienthong.gateway.configuration.GatewayConfiguration.ExternalDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What keeps: database, broker, content; embedded unless the operator has his own. */
@Configuration(proxyBeanMethods = false)
class StoreAssembly {

    @Bean(destroyMethod = "close")
    DatabaseAtHand databaseAtHand(GatewayConfiguration configuration) {
        return DatabaseAtHand.open(configuration);
    }

    @Bean(destroyMethod = "") // closed by DatabaseAtHand, before the server it came from
    DataSource database(DatabaseAtHand hand) {
        return hand.pool();
    }

    @Bean
    DatabaseClock clock(DataSource database) {
        return new DatabaseClock(database);
    }

    @Bean
    DiskGuard diskGuard(GatewayConfiguration configuration) {
        return new DiskGuard(
                configuration.data(), configuration.limits().diskReserve().toBytes());
    }

    @Bean
    ContentStore contentStore(GatewayConfiguration configuration) {
        return new ContentStore(configuration.data().resolve("content"));
    }

    @Bean
    PartialContents partialContents(ContentStore store) {
        return new PartialContents(store);
    }

    @Bean
    RequestPartitions requestPartitions(DataSource database, DatabaseClock clock) {
        RequestPartitions partitions = new RequestPartitions(JdbcClient.create(database));
        partitions.keep(Schedule.today(clock));
        return partitions;
    }

    @Bean
    EventBook eventBook(DataSource database) {
        return new EventBook(database, new SecureRandom());
    }

    @Bean
    ReplayGuard replayGuard(DataSource database) {
        return new ReplayGuard(database);
    }

    @Bean(destroyMethod = "close")
    BrokerAtHand brokerAtHand(GatewayConfiguration configuration) {
        return BrokerAtHand.open(configuration);
    }

    @Bean(destroyMethod = "")
    BrokerQueues brokerQueues(BrokerAtHand broker) {
        return broker.queues();
    }

    @Bean(destroyMethod = "close")
    BrokerLink brokerLink(BrokerAtHand broker) {
        return new BrokerLink(broker.connections());
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    /** The pool and, if it is ours, the server behind it. */
    record DatabaseAtHand(HikariDataSource pool, Optional<EmbeddedPostgres> embedded) implements AutoCloseable {

        static DatabaseAtHand open(GatewayConfiguration configuration) {
            int size = configuration.limits().databasePool();
            ExternalDatabase external = configuration.database();
            if (external != null) {
                return new DatabaseAtHand(
                        Database.open(
                                external.url().value(),
                                external.user(),
                                external.password().value(),
                                size),
                        Optional.empty());
            }
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.start(configuration.data().resolve("postgres"));
            try {
                return new DatabaseAtHand(
                        Database.open(postgres.jdbcUrl(), postgres.user(), postgres.password(), size),
                        Optional.of(postgres));
            } catch (RuntimeException unfit) {
                postgres.close();
                throw unfit;
            }
        }

        @Override
        public void close() {
            pool.close();
            embedded.ifPresent(EmbeddedPostgres::close);
        }
    }
}
