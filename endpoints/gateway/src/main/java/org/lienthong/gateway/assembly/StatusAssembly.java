package org.lienthong.gateway.assembly;

import javax.sql.DataSource;
import org.lienthong.exchange.acceptance.AcceptanceSettings;
import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.notice.ConfirmNotices;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.notice.Notices;
import org.lienthong.exchange.relay.Bell;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.relay.WakeUps;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.status.AcceptStatus;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.gateway.soap.PortRooms;
import org.lienthong.message.edxml.EdxmlReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rooms of status messages and notices. */
@Configuration(proxyBeanMethods = false)
class StatusAssembly {

    private static final int POLL_THREADS = 2;

    @Bean(initMethod = "start", destroyMethod = "close")
    Bell bell(BrokerLink broker) {
        return new Bell(broker);
    }

    @Bean
    NoticeBook noticeBook(DataSource database, Bell bell) {
        return new NoticeBook(database, bell::ring);
    }

    @Bean(destroyMethod = "close")
    Notices notices(DataSource database, WakeUps wakeUps) {
        return new Notices(database, wakeUps, POLL_THREADS);
    }

    @Bean
    ConfirmNotices confirmNotices(DataSource database, EventBook events, ReplayGuard replays, DatabaseClock clock) {
        return new ConfirmNotices(database, events, replays, clock);
    }

    @Bean
    AcceptStatus acceptStatus(
            AcceptStatus.Surroundings around, EdxmlReader edxml, DiskGuard disk, AcceptanceSettings settings) {
        return new AcceptStatus(around, edxml, disk, settings);
    }

    @Bean
    AcceptStatus.Surroundings statusSurroundings(
            DataSource database, Directory directory, EventBook events, NoticeBook notices, DatabaseClock clock) {
        return new AcceptStatus.Surroundings(database, directory, events, notices, clock);
    }

    @Bean
    PortRooms.StatusRooms statusRooms(AcceptStatus accept, Notices notices, ConfirmNotices confirm) {
        return new PortRooms.StatusRooms(accept, notices, confirm);
    }
}
