package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.HUE;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.relay.OrganQueues;
import org.lienthong.exchange.relay.TokenSession;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.message.identity.OrganId;

final class IdleQueuesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private House house;

    @BeforeEach
    void open() {
        DATABASE.clear();
        BROKER.clear();
        house = new House(DATABASE, BROKER);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private IdleQueues idleQueues(Duration patience, Passage passage) {
        return new IdleQueues(
                DATABASE.dataSource(),
                new DeliveryRows(DATABASE.dataSource()),
                new Leadership(DATABASE.dataSource()),
                BROKER.queues(),
                patience,
                passage);
    }

    private static boolean exists(OrganId organ) {
        return BROKER.queues().depth(OrganQueues.nameOf(organ)).isPresent();
    }

    @Test
    void removesAQueueSeenIdleForLongEnough() {
        house.documents.send(VPCP, HCMC);
        house.documents.send(VPCP, HUE);
        house.relayAll();
        house.receiveOne(HCMC);
        IdleQueues queues = idleQueues(PATIENCE, Passage.UNWATCHED);

        assertThat(queues.remove(house.clock.instant())).isZero();
        house.clock.advance(PATIENCE);

        assertThat(queues.remove(house.clock.instant())).isEqualTo(1);
        assertThat(exists(HCMC)).isFalse();
        assertThat(exists(HUE)).as("something waits there").isTrue();
    }

    @Test
    void countsThePatienceAnewAfterUse() {
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        house.receiveOne(HCMC);
        IdleQueues queues = idleQueues(PATIENCE, Passage.UNWATCHED);
        queues.remove(house.clock.instant());
        house.clock.advance(PATIENCE.dividedBy(2));
        house.documents.send(VPCP, HCMC);
        queues.remove(house.clock.instant());
        house.relayAll();
        house.receiveOne(HCMC);
        house.clock.advance(PATIENCE.dividedBy(2));

        assertThat(queues.remove(house.clock.instant())).isZero();
    }

    @Test
    void sparesAQueueWithAnOutboxRowOrAConsumer() {
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        LeasedDelivery leased = house.receiveOne(HCMC);
        IdleQueues queues = idleQueues(Duration.ZERO, Passage.UNWATCHED);
        try (TokenSession poller = house.broker.tokens()) {
            poller.receive(HCMC, 1);
            assertThat(queues.remove(house.clock.instant())).isZero();
        }
        house.clock.advance(House.LEASE);
        house.sweeper.sweep();
        DATABASE.jdbc().sql("update delivery set state = 'TAKEN'").update();
        assertThat(house.count("outbox")).isEqualTo(1);
        assertThat(queues.remove(house.clock.instant())).isZero();
        house.relayAll();

        assertThat(queues.remove(house.clock.instant())).isEqualTo(1);
        assertThat(leased.attempt()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void tokenRelayedWhileTheQueueIsBeingRemovedIsNotLost() throws Exception {
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        house.receiveOne(HCMC);
        ExecutorService gateway = Executors.newSingleThreadExecutor();
        List<Future<Integer>> relaying = new ArrayList<>();
        IdleQueues queues = idleQueues(Duration.ZERO, step -> {
            relaying.add(gateway.submit(() -> {
                house.documents.send(VPCP, HCMC);
                return house.relay.relayOnce();
            }));
            await().atMost(Duration.ofSeconds(20)).until(() -> relaying.get(0).isDone() || relayWaitsForTheQueue());
        });

        assertThat(queues.remove(house.clock.instant())).isEqualTo(1);
        assertThat(relaying.get(0).get(20, TimeUnit.SECONDS)).isEqualTo(1);
        gateway.shutdown();

        assertThat(house.receive(1, HCMC).leases()).hasSize(1);
    }

    private static boolean relayWaitsForTheQueue() {
        return DATABASE.jdbc()
                .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single();
    }
}
