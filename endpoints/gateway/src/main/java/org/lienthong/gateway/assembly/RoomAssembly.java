package org.lienthong.gateway.assembly;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.acceptance.AcceptDocument;
import org.lienthong.exchange.acceptance.AcceptanceSettings;
import org.lienthong.exchange.admission.Admission;
import org.lienthong.exchange.admission.AdmissionSettings;
import org.lienthong.exchange.admission.ContentIntake;
import org.lienthong.exchange.broker.BrokerQueues;
import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.delivery.Deliveries;
import org.lienthong.exchange.delivery.DeliverySettings;
import org.lienthong.exchange.delivery.LongPoll;
import org.lienthong.exchange.delivery.Sweeper;
import org.lienthong.exchange.delivery.SweeperSettings;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.DirectoryBooks;
import org.lienthong.exchange.directory.DirectoryDuty;
import org.lienthong.exchange.directory.DirectoryLoader;
import org.lienthong.exchange.directory.NoticedNews;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.postgres.RequestPartitions;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.relay.Relay;
import org.lienthong.exchange.relay.RelaySettings;
import org.lienthong.exchange.relay.WakeUps;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.exchange.store.PartialContents;
import org.lienthong.exchange.tracking.TrackDocument;
import org.lienthong.exchange.upload.UploadCollector;
import org.lienthong.exchange.upload.UploadSettings;
import org.lienthong.exchange.upload.Uploads;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.lienthong.gateway.configuration.GatewayConfiguration.Limits;
import org.lienthong.message.edxml.EdxmlReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rooms of the exchange. */
@Configuration(proxyBeanMethods = false)
class RoomAssembly {

    private static final Logger LOG = LoggerFactory.getLogger(RoomAssembly.class);
    private static final int POLL_THREADS = 4;

    @Bean
    Directory directory(
            GatewayConfiguration configuration, DataSource database, DirectoryBooks books, DatabaseClock clock) {
        var folder = configuration.directory().folder();
        boolean twoOperators = !configuration.directory().operators().isEmpty();
        if (folder != null) {
            LOG.info(
                    "Directory loaded from {}: {}",
                    folder,
                    new DirectoryLoader(database, books, clock, twoOperators).load(folder));
        }
        return new Directory(database, clock);
    }

    @Bean
    EdxmlReader edxmlReader() {
        return new EdxmlReader();
    }

    @Bean
    AcceptanceSettings acceptanceSettings(GatewayConfiguration configuration) {
        AcceptanceSettings usual = AcceptanceSettings.of(configuration.logOriginOrDefault());
        return new AcceptanceSettings(
                usual.logOrigin(), usual.logWithin(), configuration.terms().expiry(), usual.retryAfter());
    }

    @Bean
    DirectoryBooks directoryBooks(EventBook events, NoticeBook notices) {
        return new DirectoryBooks(events, new NoticedNews(notices));
    }

    @Bean
    DirectoryDuty directoryDuty(DataSource database, DirectoryBooks books, DatabaseClock clock) {
        return new DirectoryDuty(database, books, clock);
    }

    @Bean
    AcceptDocument acceptDocument(
            GatewayConfiguration configuration,
            DataSource database,
            Directory directory,
            ContentStore store,
            DiskGuard disk,
            EventBook events,
            DatabaseClock clock,
            EdxmlReader edxml,
            AcceptanceSettings settings,
            Passage passage) {
        Limits limits = configuration.limits();
        Admission admission = new Admission(
                database,
                edxml,
                directory,
                events,
                clock,
                new AdmissionSettings(limits.inline().toBytes(), limits.part().toBytes()));
        ContentIntake intake = new ContentIntake(store, disk, settings.retryAfter());
        return new AcceptDocument(database, admission, intake, events, clock, settings, passage);
    }

    @Bean
    Uploads uploads(
            GatewayConfiguration configuration,
            DataSource database,
            PartialContents partials,
            DiskGuard disk,
            DatabaseClock clock) {
        GatewayConfiguration.Uploads limits = configuration.uploads();
        UploadSettings settings = new UploadSettings(
                limits.open(),
                limits.bytes().toBytes(),
                configuration.limits().part().toBytes(),
                limits.chunk().toBytes(),
                limits.idle(),
                limits.unreferenced(),
                UploadSettings.ofTheProfile().retryAfter());
        return new Uploads(new Uploads.Surroundings(database, partials, disk, clock), settings);
    }

    @Bean
    UploadCollector uploadCollector(DataSource database, PartialContents partials, DatabaseClock clock) {
        return new UploadCollector(database, partials, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Relay relay(
            GatewayConfiguration configuration,
            DataSource database,
            BrokerLink broker,
            BrokerQueues queues,
            DatabaseClock clock,
            MeterRegistry meters,
            Passage passage) {
        RelaySettings usual = RelaySettings.usual();
        RelaySettings settings = new RelaySettings(
                configuration.terms().relayWorkers(), usual.batch(), usual.poll(), usual.longestPause());
        return new Relay(database, broker, queues, clock, meters, settings, passage);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    WakeUps wakeUps(BrokerLink broker) {
        return new WakeUps(broker);
    }

    @Bean
    Deliveries deliveries(
            DataSource database,
            BrokerLink broker,
            EventBook events,
            ReplayGuard replays,
            NoticeBook notices,
            DatabaseClock clock,
            MeterRegistry meters,
            Relay relay,
            RequestPartitions partitionsFirst,
            Passage passage) {
        return new Deliveries(
                new Deliveries.Surroundings(database, broker, events, replays, notices, clock),
                meters,
                relay::nudge,
                DeliverySettings.ofTheProfile(),
                passage);
    }

    @Bean(destroyMethod = "close")
    LongPoll longPoll(Deliveries deliveries, WakeUps wakeUps) {
        return new LongPoll(deliveries, wakeUps, POLL_THREADS);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Sweeper sweeper(
            GatewayConfiguration configuration,
            DataSource database,
            EventBook events,
            NoticeBook notices,
            BrokerQueues queues,
            DatabaseClock clock,
            Relay relay,
            MeterRegistry meters,
            Passage passage) {
        SweeperSettings settings =
                SweeperSettings.usual().stuckAfter(configuration.terms().stuckAfter());
        return new Sweeper(database, events, notices, queues, clock, relay::nudge, meters, settings, passage);
    }

    @Bean
    TrackDocument trackDocument(DataSource database) {
        return new TrackDocument(database);
    }
}
