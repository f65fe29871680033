package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.HUE;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.relay.WakeUps;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

@Timeout(120)
final class LongPollTest {

    private static final Duration LONG = Duration.ofSeconds(50);

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private House house;
    private House elsewhere;
    private BrokerLink link;
    private WakeUps wakeUps;
    private LongPoll longPoll;

    @BeforeEach
    void open() {
        DATABASE.clear();
        BROKER.clear();
        house = new House(DATABASE, BROKER);
        elsewhere = new House(DATABASE, BROKER);
        link = new BrokerLink(BROKER.connections());
        wakeUps = new WakeUps(link);
        wakeUps.start();
        longPoll = new LongPoll(house.deliveries, wakeUps, 2);
        elsewhere.relay.start();
    }

    @AfterEach
    void close() {
        longPoll.close();
        wakeUps.close();
        link.close();
        elsewhere.close();
        house.close();
    }

    private Sent accept() {
        Sent sent = elsewhere.documents.send(VPCP, HCMC);
        elsewhere.relay.nudge();
        return sent;
    }

    private CompletableFuture<Poll> poll(Duration wait) {
        return longPoll.receive(house.poll(5, HCMC), wait);
    }

    /** Until this process hears what the other publishes. */
    private void awaitListening() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            house.documents.send(VPCP, HUE);
            CompletableFuture<Poll> probe = longPoll.receive(house.poll(5, HUE), LONG);
            elsewhere.relay.nudge();
            return !probe.get(20, TimeUnit.SECONDS).leases().isEmpty();
        });
    }

    @Test
    void answersAtOnceWhenSomethingWaits() {
        house.documents.send(VPCP, HCMC);
        house.relayAll();

        assertThat(poll(LONG))
                .isCompletedWithValueMatching(poll -> poll.leases().size() == 1);
    }

    @Test
    void wakesSoonAfterAnAcceptanceOnAnotherGateway() throws Exception {
        awaitListening();
        CompletableFuture<Poll> waits = poll(LONG);
        assertThat(waits).isNotDone();
        long accepted = System.nanoTime();
        Sent sent = accept();

        Poll poll = waits.get(30, TimeUnit.SECONDS);

        assertThat(poll.leases()).extracting(LeasedDelivery::deliveryId).containsExactly(sent.delivery());
        assertThat(Duration.ofNanos(System.nanoTime() - accepted)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void losesNoWakeUpBetweenLookingAndWaiting() throws Exception {
        awaitListening();
        for (int n = 0; n < 40; n++) {
            CompletableFuture<Sent> accepted = CompletableFuture.supplyAsync(this::accept);
            Poll poll = poll(LONG).get(30, TimeUnit.SECONDS);
            assertThat(poll.leases())
                    .extracting(LeasedDelivery::deliveryId)
                    .containsExactly(accepted.get().delivery());
        }
    }

    @Test
    void answersWithNothingWhenTheWaitIsOver() throws Exception {
        Poll poll = poll(Duration.ofMillis(100)).get(20, TimeUnit.SECONDS);

        assertThat(poll.leases()).isEmpty();
        assertThat(poll.repeated()).isFalse();
    }

    @Test
    void countingWaitsUntilThereIsSomethingToCount() throws Exception {
        awaitListening();
        CompletableFuture<Poll> counts = longPoll.receive(house.poll(0, HCMC), LONG);
        accept();

        Poll poll = counts.get(30, TimeUnit.SECONDS);

        assertThat(poll.waiting()).isEqualTo(1);
        assertThat(poll.leases()).isEmpty();
    }

    @Test
    void cancelledPollTakesNothing() throws Exception {
        awaitListening();
        CompletableFuture<Poll> gone = poll(LONG);
        gone.cancel(false);
        Sent sent = accept();

        Poll poll = poll(LONG).get(30, TimeUnit.SECONDS);

        assertThat(poll.leases()).extracting(LeasedDelivery::deliveryId).containsExactly(sent.delivery());
    }

    @Test
    void oneDocumentGoesToOneOfManyWhoWaitAndNoneOfThemHoldsAThread() throws Exception {
        awaitListening();
        int threads = Thread.activeCount();
        List<CompletableFuture<Poll>> waiting = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            waiting.add(poll(LONG));
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
        accept();

        await().atMost(Duration.ofSeconds(20)).until(() -> waiting.stream().anyMatch(CompletableFuture::isDone));
        await().during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(20))
                .until(() -> waiting.stream().filter(CompletableFuture::isDone).count() == 1);
    }

    @Test
    void thoseWhoWaitAreAnsweredWhenTheBusStops() {
        CompletableFuture<Poll> waits = poll(LONG);

        longPoll.close();

        assertThat(waits).isCompletedWithValueMatching(poll -> poll.leases().isEmpty());
    }

    @Test
    void refusesToWaitForLongerThanFiftySeconds() {
        assertThatThrownBy(() -> poll(Duration.ofSeconds(51)))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.REQUEST_INVALID);
                    assertThat(refused.refusal().element()).hasValue("WaitSeconds");
                });
    }
}
