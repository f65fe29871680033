package org.lienthong.exchange.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.relay.Relay;
import org.lienthong.exchange.relay.RelaySettings;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.exchange.testing.WaitingDocuments;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;

/** The rooms of delivery on a real database and a real broker, with a clock set by hand. */
final class House implements AutoCloseable {

    static final OrganId VPCP = new OrganId("G22");
    static final OrganId HCMC = new OrganId("H29");
    static final OrganId HUE = new OrganId("H57");
    static final Duration LEASE = Duration.ofMinutes(15);

    final ExchangeDatabase database;
    final ManualClock clock = new ManualClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final WaitingDocuments documents;
    final BrokerLink broker;
    final EventBook events;
    final ReplayGuard replays;
    final NoticeBook notices;
    final Relay relay;
    final Deliveries deliveries;
    final Sweeper sweeper;

    House(ExchangeDatabase database, BrokerExtension broker) {
        this(database, broker, Passage.UNWATCHED);
    }

    House(ExchangeDatabase database, BrokerExtension brokerServer, Passage passage) {
        this.database = database;
        this.documents = new WaitingDocuments(database, clock);
        this.broker = new BrokerLink(brokerServer.connections());
        this.events = new EventBook(database.dataSource(), new SecureRandom());
        this.replays = new ReplayGuard(database.dataSource());
        this.notices = new NoticeBook(database.dataSource(), organs -> {});
        this.relay = new Relay(
                database.dataSource(), broker, brokerServer.queues(), clock, meters, RelaySettings.usual(), passage);
        this.deliveries = new Deliveries(around(), meters, () -> {}, DeliverySettings.ofTheProfile(), passage);
        this.sweeper = new Sweeper(
                database.dataSource(),
                events,
                notices,
                brokerServer.queues(),
                clock,
                relay::nudge,
                meters,
                SweeperSettings.usual(),
                passage);
        documents.organs(VPCP, HCMC, HUE);
    }

    Deliveries.Surroundings around() {
        return new Deliveries.Surroundings(database.dataSource(), broker, events, replays, notices, clock);
    }

    /** Everything due goes into the queues. */
    void relayAll() {
        while (relay.relayOnce() > 0) {
            // one more batch
        }
    }

    SignedRequest call(OrganId system, String operation) {
        return call(system, operation, new RequestId(UUID.randomUUID().toString()));
    }

    SignedRequest call(OrganId system, String operation, RequestId request) {
        Instant now = clock.instant();
        Digest raw = Digest.sha256(new byte[] {1});
        return new SignedRequest(new SystemId(system.value()), request, now, operation, raw, now);
    }

    PollRequest poll(int max, OrganId... organs) {
        return new PollRequest(call(organs[0], "ReceiveDocuments"), Set.of(organs), max, LEASE);
    }

    Poll receive(int max, OrganId... organs) {
        return deliveries.receive(poll(max, organs));
    }

    /** @return the lease of the only delivery that waits */
    LeasedDelivery receiveOne(OrganId organ) {
        List<LeasedDelivery> leases = receive(10, organ).leases();
        if (leases.size() != 1) {
            throw new AssertionError("expected one lease, got " + leases);
        }
        return leases.get(0);
    }

    ServedDocument serve(OrganId organ, DeliveryId delivery) {
        return deliveries.serve(new ServeRequest(call(organ, "GetDocument"), Set.of(organ), delivery));
    }

    /** As the recipient would after it has checked what it was served. */
    ConfirmRequest taken(OrganId organ, ServedDocument served) {
        return confirmation(organ, served, Outcome.TAKEN, Optional.empty());
    }

    ConfirmRequest confirmation(
            OrganId organ, ServedDocument served, Outcome outcome, Optional<IntegrityReason> reason) {
        return new ConfirmRequest(
                call(organ, "ConfirmDocument"),
                Set.of(organ),
                served.deliveryId(),
                new ConfirmRequest.Received(
                        served.messageId(),
                        served.documentId(),
                        served.edxmlSha256(),
                        served.attachments().stream()
                                .map(a -> new ConfirmRequest.Attachment(
                                        a.contentId(), a.sha256(), a.content().length()))
                                .toList(),
                        Optional.of(served.original().sha256())),
                new ConfirmRequest.Verdict(outcome, reason, clock.instant()),
                new ConfirmRequest.Proof(Digest.sha256(new byte[] {2}), 77, "text/xml"));
    }

    static ContentId content(String id) {
        return new ContentId(id);
    }

    String state(DeliveryId delivery) {
        return database.jdbc()
                .sql("select state || ' ' || attempt from delivery where delivery_id = :id")
                .param("id", delivery.value())
                .query(String.class)
                .single();
    }

    /** The chain of a delivery from its acceptance, following prev from last_event; fails if it is broken. */
    List<String> chain(DeliveryId delivery) {
        return database.jdbc()
                .sql("""
                        with recursive back as (
                          select e.*, 0 depth from event e join delivery d on d.last_event = e.sha256
                          where d.delivery_id = :id
                          union all
                          select e.*, depth + 1 from event e join back b on b.prev_sha256 = e.sha256)
                        select kind from back order by depth desc""")
                .param("id", delivery.value())
                .query(String.class)
                .list();
    }

    long count(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    double stale() {
        return meters.counter("lienthong.tokens.stale").count();
    }

    @Override
    public void close() {
        relay.close();
        broker.close();
    }
}
