package org.lienthong.gateway.assembly;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.directory.DirectoryDuty;
import org.lienthong.exchange.postgres.EmbeddedPostgres;
import org.lienthong.exchange.postgres.RequestPartitions;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.exchange.tracking.Conservation;
import org.lienthong.exchange.tracking.ConservationWatch;
import org.lienthong.exchange.upload.UploadCollector;
import org.lienthong.gateway.assembly.DoorAssembly.BusKeys;
import org.lienthong.gateway.assembly.StoreAssembly.DatabaseAtHand;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.lienthong.gateway.soap.SoapDoor;
import org.lienthong.message.seal.CrlShelf;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a gateway does regularly, what it says of its health, and what it does first when it stops. */
@Configuration(proxyBeanMethods = false)
class DutyAssembly {

    private static final int DATABASE_TIMEOUT_SECONDS = 2;

    @Bean(destroyMethod = "close")
    Schedule duties(
            GatewayConfiguration configuration,
            DatabaseClock clock,
            RequestPartitions partitions,
            CrlShelf shelf,
            ConservationWatch books,
            UploadCollector uploads,
            DirectoryDuty directory,
            BusKeys keys,
            DatabaseAtHand hand) {
        Schedule duties = new Schedule();
        duties.every(Duration.ofSeconds(5), "Comparing with the database's clock", clock::synchronise);
        duties.every(
                Duration.ofMinutes(30),
                "Making the partitions of coming days",
                () -> partitions.keep(Schedule.today(clock)));
        duties.every(configuration.trust().refresh(), "Reading revocation lists", shelf::refresh);
        duties.every(Duration.ofMinutes(10), "Drawing the books of conservation", books::look);
        duties.every(Duration.ofMinutes(1), "Removing uploads whose time is over", uploads::collect);
        duties.every(Duration.ofSeconds(30), "Closing codes and proposals whose day has come", directory::run);
        NextCertificate.tell(keys, clock.instant());
        duties.every(
                Duration.ofDays(1),
                "Looking at the certificate of the bus",
                () -> NextCertificate.tell(keys, clock.instant()));
        hand.embedded()
                .ifPresent(postgres ->
                        duties.every(Duration.ofSeconds(2), "Watching the embedded database", () -> revive(postgres)));
        return duties;
    }

    private static void revive(EmbeddedPostgres postgres) {
        boolean unused = postgres.ensureRunning();
    }

    @Bean
    ConservationWatch books(DataSource database, DatabaseClock clock, MeterRegistry meters) {
        return new ConservationWatch(new Conservation(database), clock, meters);
    }

    @Bean
    Map<String, BooleanSupplier> healthParts(DiskGuard disk, DataSource database) {
        Map<String, BooleanSupplier> parts = new LinkedHashMap<>();
        parts.put("database", () -> answers(database));
        parts.put("disk", () -> disk.roomFor(0));
        return parts;
    }

    private static boolean answers(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(DATABASE_TIMEOUT_SECONDS);
        } catch (SQLException down) {
            return false;
        }
    }

    @Bean
    SmartLifecycle waitsEndFirst(SoapDoor door) {
        return new WaitsEndFirst(door);
    }

    /** Highest phase, so first to stop: the listener's own graceful stop would sit out every long poll. */
    private static final class WaitsEndFirst implements SmartLifecycle {

        private final SoapDoor door;
        private volatile boolean running;

        WaitsEndFirst(SoapDoor door) {
            this.door = door;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            door.endWaits();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
