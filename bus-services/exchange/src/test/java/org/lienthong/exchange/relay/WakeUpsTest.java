package org.lienthong.exchange.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.SwitchedConnections;
import org.lienthong.message.identity.OrganId;

final class WakeUpsTest {

    private static final OrganId HCMC = new OrganId("H29");
    private static final OrganId HUE = new OrganId("H57");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private final SwitchedConnections connections = new SwitchedConnections(BROKER::connections);
    private final BrokerLink link = new BrokerLink(connections);
    private final BrokerLink relays = new BrokerLink(connections);
    private final WakeUpTopic topic = new WakeUpTopic(relays);
    private final WakeUps wakeUps = new WakeUps(link);
    private final AtomicInteger calls = new AtomicInteger();

    @BeforeEach
    void listen() {
        wakeUps.start();
        awaitListening();
    }

    @AfterEach
    void close() {
        wakeUps.close();
        link.close();
        relays.close();
    }

    /** Publishes until it is heard: listening starts on a thread of its own. */
    private void awaitListening() {
        AtomicInteger heard = new AtomicInteger();
        OrganId probe = new OrganId("PROBE");
        await().atMost(SOON).until(() -> {
            wakeUps.await(Set.of(probe), LONG, heard::incrementAndGet);
            topic.publish(List.of(probe));
            return heard.get() > 0;
        });
    }

    @Test
    void wakesThoseWhoWaitForTheOrganAndNoOthers() {
        AtomicInteger others = new AtomicInteger();
        wakeUps.await(Set.of(HCMC), LONG, calls::incrementAndGet);
        wakeUps.await(Set.of(HCMC, HUE), LONG, calls::incrementAndGet);
        wakeUps.await(Set.of(HUE), LONG, others::incrementAndGet);

        topic.publish(List.of(HCMC));
        await().atMost(SOON).until(() -> calls.get() == 2);
        topic.publish(List.of(HCMC, HUE));
        await().atMost(SOON).until(() -> others.get() == 1);

        assertThat(calls).as("once each").hasValue(2);
    }

    @Test
    void callsBackWhenTheTimeIsOver() {
        wakeUps.await(Set.of(HCMC), Duration.ofMillis(50), calls::incrementAndGet);
        wakeUps.await(Set.of(HCMC), Duration.ZERO, calls::incrementAndGet);

        await().atMost(SOON).until(() -> calls.get() == 2);
    }

    @Test
    void doesNotCallWhoHasLeft() {
        AtomicInteger stays = new AtomicInteger();
        WakeUps.Waiting leaves = wakeUps.await(Set.of(HCMC), LONG, calls::incrementAndGet);
        wakeUps.await(Set.of(HCMC), LONG, stays::incrementAndGet);
        leaves.close();

        topic.publish(List.of(HCMC));

        await().atMost(SOON).until(() -> stays.get() == 1);
        assertThat(calls).hasValue(0);
    }

    @Test
    void wakesEveryoneOnceWhenItHearsAgainAfterTheBrokerWasAway() {
        wakeUps.await(Set.of(HCMC), LONG, calls::incrementAndGet);

        BROKER.restart();

        await().atMost(SOON).until(() -> calls.get() == 1);
        awaitListening();
    }

    @Test
    void manyWhoWaitCostNoThreads() {
        int before = Thread.activeCount();
        for (int n = 0; n < 2_000; n++) {
            wakeUps.await(Set.of(HCMC), LONG, calls::incrementAndGet);
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 2);

        topic.publish(List.of(HCMC));

        await().atMost(SOON).until(() -> calls.get() == 2_000);
    }

    @Test
    void publishingWithoutABrokerHarmsNobody() {
        relays.close();

        topic.publish(List.of(HCMC));

        assertThat(calls).hasValue(0);
    }
}
