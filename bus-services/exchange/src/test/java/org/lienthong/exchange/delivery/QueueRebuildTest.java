package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.relay.OrganQueues;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.identity.DeliveryId;

final class QueueRebuildTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @BeforeEach
    void empty() {
        DATABASE.clear();
        BROKER.clear();
    }

    private static QueueRebuild rebuild(House house) {
        return new QueueRebuild(DATABASE.dataSource(), house.clock, house.relay::nudge);
    }

    private static List<DeliveryId> receiveAll(House house) {
        List<DeliveryId> all = new ArrayList<>();
        for (List<LeasedDelivery> some = house.receive(20, HCMC).leases();
                !some.isEmpty();
                some = house.receive(20, HCMC).leases()) {
            some.forEach(leased -> all.add(leased.deliveryId()));
        }
        return all;
    }

    @Test
    void everythingThatWaitsIsDeliverableExactlyOnceAfterTheJournalWasLost() {
        List<DeliveryId> waiting = new ArrayList<>();
        try (House before = new House(DATABASE, BROKER)) {
            before.documents.send(VPCP, HCMC, 4, 50).forEach(sent -> waiting.add(sent.delivery()));
            before.relayAll();
            before.receive(5, HCMC).leases().forEach(leased -> waiting.remove(leased.deliveryId()));
            before.documents.send(VPCP, HCMC, 4, 3).forEach(sent -> waiting.add(sent.delivery()));
        }
        BROKER.loseJournal();
        try (House after = new House(DATABASE, BROKER)) {
            assertThat(receiveAll(after)).isEmpty();

            int written = rebuild(after).rebuild();
            after.relayAll();

            assertThat(written).as("the last three were still in the outbox").isEqualTo(45);
            assertThat(receiveAll(after)).containsExactlyInAnyOrderElementsOf(waiting);
        }
    }

    @Test
    void rebuildOfWholeQueuesDoublesNothing() {
        try (House house = new House(DATABASE, BROKER)) {
            List<Sent> sent = house.documents.send(VPCP, HCMC, 4, 10);
            house.relayAll();
            LeasedDelivery released = house.receive(1, HCMC).leases().get(0);
            house.clock.advance(House.LEASE);
            house.sweeper.sweep();
            house.relayAll();

            rebuild(house).rebuild();
            assertThat(rebuild(house).rebuild())
                    .as("they are in the outbox already")
                    .isZero();
            house.relayAll();
            assertThat(BROKER.queues().depth(OrganQueues.nameOf(HCMC))).hasValue(20);

            assertThat(receiveAll(house))
                    .contains(released.deliveryId())
                    .containsExactlyInAnyOrderElementsOf(
                            sent.stream().map(Sent::delivery).toList());
            assertThat(house.stale()).isEqualTo(10);
        }
    }

    @Test
    void aReleasedDeliveryKeepsItsPause() {
        try (House house = new House(DATABASE, BROKER)) {
            house.documents.send(VPCP, HCMC);
            house.relayAll();
            LeasedDelivery leased = house.receiveOne(HCMC);
            house.deliveries.release(new ReleaseRequest(
                    house.call(HCMC, "ReleaseDocument"),
                    Set.of(HCMC),
                    leased.deliveryId(),
                    leased.leaseId(),
                    "",
                    Duration.ofHours(1)));

            assertThat(rebuild(house).rebuild()).isZero();
            house.relayAll();

            assertThat(house.receive(1, HCMC).leases()).isEmpty();
        }
    }
}
