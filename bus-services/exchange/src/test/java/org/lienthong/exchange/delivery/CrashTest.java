package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.LEASE;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.relay.OrganQueues;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.identity.DeliveryId;

/** The crash table of adr/0003: the poller dies at each step, and what the next one sees. */
final class CrashTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final Passage AFTER_RECEIVE = crashAt(Passage.Step.TOKENS_TAKEN);
    private static final Passage AFTER_DATABASE_COMMIT = crashAt(Passage.Step.LEASE_COMMITTED);

    private static Passage crashAt(Passage.Step where) {
        return step -> {
            if (step == where) {
                throw new Crash();
            }
        };
    }

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

    private void crash(Passage where, PollRequest request) {
        try (House dying = new House(DATABASE, BROKER, where)) {
            assertThatThrownBy(() -> dying.deliveries.receive(request)).isInstanceOf(Crash.class);
        }
    }

    private List<DeliveryId> sendAndRelay(int documents) {
        List<Sent> sent = house.documents.send(VPCP, HCMC, 4, documents);
        house.relayAll();
        return sent.stream().map(Sent::delivery).toList();
    }

    private static OptionalLong depth() {
        return BROKER.queues().depth(OrganQueues.nameOf(HCMC));
    }

    private static List<DeliveryId> ids(Poll poll) {
        return poll.leases().stream().map(LeasedDelivery::deliveryId).toList();
    }

    @Test
    void afterReceiveTheTokensComeBackAndAreGood() {
        List<DeliveryId> sent = sendAndRelay(3);
        PollRequest request = house.poll(10, HCMC);
        crash(AFTER_RECEIVE, request);
        assertThat(depth()).hasValue(3);

        Poll poll = house.deliveries.receive(request);

        assertThat(poll.repeated()).as("the crash left no trace of the request").isFalse();
        assertThat(ids(poll)).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(poll.leases()).allMatch(leased -> leased.attempt() == 1);
        assertThat(house.stale()).isZero();
    }

    @Test
    void afterTheDatabaseCommitTheTokensComeBackStaleAndAreDropped() {
        List<DeliveryId> sent = sendAndRelay(3);
        crash(AFTER_DATABASE_COMMIT, house.poll(10, HCMC));
        assertThat(depth()).hasValue(3);
        assertThat(sent).allMatch(id -> house.state(id).equals("LEASED 1"));
        Sent next = house.documents.send(VPCP, HCMC, 1);
        house.relayAll();

        Poll poll = house.receive(1, HCMC);

        assertThat(ids(poll)).containsExactly(next.delivery());
        assertThat(house.stale()).isEqualTo(3);
        assertThat(depth()).hasValue(0);
    }

    @Test
    void afterTheDatabaseCommitTheRepeatedRequestFindsItsLeases() {
        List<DeliveryId> sent = sendAndRelay(3);
        PollRequest request = house.poll(2, HCMC);
        crash(AFTER_DATABASE_COMMIT, request);

        Poll again = house.deliveries.receive(request);

        assertThat(again.repeated()).isTrue();
        assertThat(ids(again)).hasSize(2).isSubsetOf(sent);
    }

    @Test
    void leasesOfADeadPollerComeAgainOnceWithTheNextAttempt() {
        List<DeliveryId> sent = sendAndRelay(3);
        crash(AFTER_DATABASE_COMMIT, house.poll(10, HCMC));
        house.clock.advance(LEASE);
        house.sweeper.sweep();
        house.relayAll();
        assertThat(depth()).as("three stale ones, three good ones").hasValue(6);

        Poll poll = house.receive(10, HCMC);

        assertThat(ids(poll)).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(poll.leases()).allMatch(leased -> leased.attempt() == 2);
        assertThat(house.receive(10, HCMC).leases()).isEmpty();
        assertThat(depth()).hasValue(0);
    }

    @Test
    void staleTokenDoesNotShortenThePauseOfARelease() {
        sendAndRelay(1);
        PollRequest request = house.poll(1, HCMC);
        crash(AFTER_DATABASE_COMMIT, request);
        LeasedDelivery leased = house.deliveries.receive(request).leases().get(0);
        house.deliveries.release(new ReleaseRequest(
                house.call(HCMC, "ReleaseDocument"),
                Set.of(HCMC),
                leased.deliveryId(),
                leased.leaseId(),
                "",
                Duration.ofHours(1)));
        assertThat(depth()).as("of the first attempt").hasValue(1);

        assertThat(house.receive(1, HCMC).leases()).isEmpty();
        assertThat(house.stale()).isEqualTo(1);
    }

    @Test
    void tokensSentTwiceByADyingRelayGiveOneLease() {
        List<DeliveryId> sent = sendAndRelay(2);
        DATABASE.jdbc()
                .sql("insert into outbox (delivery_id, organ_id, attempt, priority, not_before)"
                        + " select delivery_id, organ_id, attempt, priority, accepted_at from delivery")
                .update();
        house.relayAll();
        assertThat(depth()).hasValue(4);

        Poll poll = house.receive(10, HCMC);

        assertThat(ids(poll)).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(house.stale()).isEqualTo(2);
        assertThat(house.count("event where kind = 'Offered'")).isEqualTo(2);
    }
}
