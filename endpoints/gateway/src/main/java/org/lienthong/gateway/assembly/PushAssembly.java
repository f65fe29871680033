package org.lienthong.gateway.assembly;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.courier.Courier;
import org.lienthong.exchange.courier.CourierSettings;
import org.lienthong.exchange.delivery.Deliveries;
import org.lienthong.exchange.delivery.PushedDeliveries;
import org.lienthong.exchange.delivery.StaleTokens;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.InboxLoader;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.relay.Relay;
import org.lienthong.gateway.assembly.DoorAssembly.BusKeys;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.lienthong.gateway.configuration.GatewayConfiguration.Push;
import org.lienthong.gateway.configuration.KeyFile;
import org.lienthong.gateway.inbox.AllowedAddresses;
import org.lienthong.gateway.inbox.InboxHttp;
import org.lienthong.gateway.inbox.InboxTls;
import org.lienthong.gateway.soap.InboxSender;
import org.lienthong.gateway.soap.PortRooms;
import org.lienthong.message.seal.SealVerifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The courier and its wire. */
@Configuration(proxyBeanMethods = false)
class PushAssembly {

    private static final Logger LOG = LoggerFactory.getLogger(PushAssembly.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    @Bean(destroyMethod = "close")
    InboxHttp inboxHttp(GatewayConfiguration configuration) {
        Push push = configuration.push();
        return new InboxHttp(
                new AllowedAddresses(push.allow(), configuration.profile().throwAway()),
                new InboxTls(push.trust().stream()
                        .flatMap(file -> KeyFile.certificates(file).stream())
                        .toList()),
                InetAddress::getAllByName,
                new InboxHttp.Limits(CONNECT, push.within(), (int) push.answer().toBytes()));
    }

    @Bean
    InboxSender inboxSender(
            GatewayConfiguration configuration, PortRooms rooms, SealVerifier seals, BusKeys keys, InboxHttp http) {
        String address = Objects.requireNonNullElse(configuration.push().address(), "");
        long inline = configuration.limits().inline().toBytes();
        return new InboxSender(rooms, seals, keys.signing(), http, new InboxSender.Terms(address, inline));
    }

    /** @param directory loaded before the inboxes, which refer to it */
    @Bean
    Courier.Rooms courierRooms(
            GatewayConfiguration configuration,
            DataSource database,
            Directory directory,
            EventBook events,
            DatabaseClock clock,
            BrokerLink broker,
            Deliveries deliveries,
            Relay relay,
            Passage passage) {
        var folder = configuration.directory().folder();
        if (folder != null) {
            int changed = new InboxLoader(database, events, clock).load(folder);
            LOG.info("Inboxes loaded from {}: {} changed", folder, changed);
        }
        return new Courier.Rooms(
                database,
                directory,
                new PushedDeliveries(database, events, clock, passage),
                deliveries,
                new StaleTokens(database, broker, clock, relay::nudge),
                relay::nudge,
                passage);
    }

    @Bean(destroyMethod = "close")
    Courier courier(
            GatewayConfiguration configuration,
            Courier.Rooms rooms,
            InboxSender sender,
            DatabaseClock clock,
            MeterRegistry meters) {
        Push push = configuration.push();
        CourierSettings settings = new CourierSettings(
                push.every(),
                push.threads(),
                push.within(),
                new CourierSettings.Pauses(push.firstPause(), push.longestPause(), push.mostPushes()),
                new CourierSettings.Alarm(push.alarmFailures(), push.alarmAfter()),
                new CourierSettings.Notifying(push.notifyEvery(), push.notifyAgain()));
        Courier courier = new Courier(rooms, sender, clock, meters, settings);
        if (push.enabled()) {
            courier.start();
        }
        return courier;
    }
}
