package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.HUE;
import static org.lienthong.exchange.delivery.House.LEASE;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.relay.OrganQueues;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

final class TakeTest {

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

    private static List<DeliveryId> ids(Poll poll) {
        return poll.leases().stream().map(LeasedDelivery::deliveryId).toList();
    }

    private static RefusalCode code(RefusedException refused) {
        return refused.refusal().code();
    }

    @Test
    void leasesWhatWasRelayedWithEverythingThatTheRecipientIsTold() {
        Sent sent = house.documents.send(VPCP, HCMC);
        house.relayAll();

        LeasedDelivery leased = house.receiveOne(HCMC);

        assertThat(leased.deliveryId()).isEqualTo(sent.delivery());
        assertThat(leased.messageId()).isEqualTo(sent.message());
        assertThat(leased.documentId()).isEqualTo(sent.document());
        assertThat(leased.from()).isEqualTo(VPCP);
        assertThat(leased.to().value()).isEqualTo("000.H29");
        assertThat(leased.resolvedTo()).isEqualTo(HCMC);
        assertThat(leased.attempt()).isEqualTo(1);
        assertThat(leased.leaseEnd()).isEqualTo(house.clock.instant().plus(LEASE));
        assertThat(leased.sizes()).isEqualTo(new LeasedDelivery.Sizes(1200, 1, 345));
        assertThat(leased.header().subject()).isEqualTo("V/v thử");
        assertThat(house.state(sent.delivery())).isEqualTo("LEASED 1");
        assertThat(house.chain(sent.delivery())).containsExactly("Accepted", "Offered");
        assertThat(house.receive(10, HCMC).leases()).isEmpty();
    }

    @Test
    void answersWithNothingAndWithoutDelayWhileTheRelayIsBehind() {
        house.documents.send(VPCP, HCMC);

        Poll poll = house.receive(10, HCMC);

        assertThat(poll.waiting()).isEqualTo(1);
        assertThat(poll.leases()).isEmpty();
    }

    @Test
    void maxOfZeroCountsAndTakesNothing() {
        house.documents.send(VPCP, HCMC, 4, 3);
        house.relayAll();

        Poll poll = house.receive(0, HCMC);

        assertThat(poll.waiting()).isEqualTo(3);
        assertThat(poll.leases()).isEmpty();
        assertThat(BROKER.queues().depth(OrganQueues.nameOf(HCMC))).hasValue(3);
    }

    @Test
    void countsWhatIsLeftBesideTheLeases() {
        house.documents.send(VPCP, HCMC, 4, 5);
        house.relayAll();

        assertThat(house.receive(2, HCMC).waiting()).isEqualTo(3);
    }

    @Test
    void handsOutTheMostUrgentFirstThenTheOldest() {
        Sent usual = house.documents.send(VPCP, HCMC, 2);
        house.clock.advance(Duration.ofSeconds(1));
        Sent later = house.documents.send(VPCP, HCMC, 2);
        Sent express = house.documents.send(VPCP, HCMC, 8);
        house.relayAll();

        assertThat(ids(house.receive(1, HCMC))).containsExactly(express.delivery());
        assertThat(ids(house.receive(2, HCMC))).containsExactly(usual.delivery(), later.delivery());
    }

    @Test
    void anUrgentDocumentOvertakesTokensThatWereInTheQueueBefore() {
        house.documents.send(VPCP, HCMC, 2, 5);
        house.relayAll();
        house.receive(1, HCMC);
        Sent express = house.documents.send(VPCP, HCMC, 9);
        house.relayAll();

        assertThat(ids(house.receive(1, HCMC))).containsExactly(express.delivery());
    }

    @Test
    void takesTheMostUrgentOfSeveralOrgansAndNoOthers() {
        house.documents.send(VPCP, HCMC, 2, 5);
        Sent express = house.documents.send(VPCP, HUE, 8);
        house.documents.send(VPCP, HUE, 1);
        Sent others = house.documents.send(HCMC, VPCP, 9);
        house.relayAll();

        Poll poll = house.receive(3, HCMC, HUE);

        assertThat(ids(poll)).hasSize(3).startsWith(express.delivery()).doesNotContain(others.delivery());
        assertThat(poll.leases().stream().map(LeasedDelivery::priority)).containsExactly(8, 2, 2);
        assertThat(poll.waiting()).isEqualTo(4);
    }

    @Test
    void fillsUpFromAnotherOrganWhereOneIsNotRelayedYet() {
        house.documents.send(VPCP, HCMC, 2, 3);
        house.relayAll();
        house.documents.send(VPCP, HUE, 8, 3);

        assertThat(house.receive(3, HCMC, HUE).leases()).hasSize(3).allMatch(l -> l.resolvedTo()
                .equals(HCMC));
    }

    @Test
    void repeatedRequestGetsItsLiveLeasesAndNothingNew() {
        house.documents.send(VPCP, HCMC, 4, 3);
        house.relayAll();
        PollRequest request = house.poll(2, HCMC);
        Poll first = house.deliveries.receive(request);

        Poll again = house.deliveries.receive(request);

        assertThat(again.repeated()).isTrue();
        assertThat(again.leases()).isEqualTo(first.leases());
        assertThat(again.waiting()).isEqualTo(1);
        assertThat(BROKER.queues().depth(OrganQueues.nameOf(HCMC))).hasValue(1);
    }

    @Test
    void repeatSignedAgainAfterMidnightIsStillTheSameRequest() {
        house.documents.send(VPCP, HCMC, 4, 2);
        house.relayAll();
        RequestId id = new RequestId("r-1");
        Set<OrganId> organs = Set.of(HCMC);
        Duration day = Duration.ofDays(1);
        Poll first =
                house.deliveries.receive(new PollRequest(house.call(HCMC, "ReceiveDocuments", id), organs, 1, day));
        house.clock.advance(Duration.ofHours(23));

        Poll again =
                house.deliveries.receive(new PollRequest(house.call(HCMC, "ReceiveDocuments", id), organs, 1, day));

        assertThat(again.repeated()).isTrue();
        assertThat(ids(again)).isEqualTo(ids(first));
    }

    @Test
    void repeatedRequestDoesNotGetLeasesThatEnded() {
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        PollRequest request = house.poll(1, HCMC);
        house.deliveries.receive(request);
        house.clock.advance(LEASE);

        assertThat(house.deliveries.receive(request).leases()).isEmpty();
    }

    @Test
    void repeatOfEmptyPollTakesNothing() {
        PollRequest request = house.poll(1, HCMC);
        assertThat(house.deliveries.receive(request).repeated()).isFalse();
        house.documents.send(VPCP, HCMC);
        house.relayAll();

        Poll again = house.deliveries.receive(request);

        assertThat(again.leases()).isEmpty();
        assertThat(again.repeated()).isTrue();
        assertThat(house.receive(1, HCMC).leases()).hasSize(1);
    }

    @Test
    void refusesRequestIdOfAnotherOperation() {
        RequestId id = new RequestId("r-1");
        house.replays.firstSeen(house.call(HCMC, "GetDocument", id));

        assertThatThrownBy(() -> house.deliveries.receive(
                        new PollRequest(house.call(HCMC, "ReceiveDocuments", id), Set.of(HCMC), 1, LEASE)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(code(e)).isEqualTo(RefusalCode.REPLAYED));
    }

    @Test
    void refusesLeasesAndNumbersOutOfBounds() {
        for (Duration lease : List.of(Duration.ofSeconds(9), Duration.ofSeconds(86_401), Duration.ofSeconds(-1))) {
            assertThatThrownBy(() -> house.deliveries.receive(
                            new PollRequest(house.call(HCMC, "ReceiveDocuments"), Set.of(HCMC), 1, lease)))
                    .isInstanceOfSatisfying(RefusedException.class, e -> {
                        assertThat(code(e)).isEqualTo(RefusalCode.REQUEST_INVALID);
                        assertThat(e.refusal().element()).hasValue("LeaseSeconds");
                    });
        }
        for (int max : List.of(-1, 101)) {
            assertThatThrownBy(() -> house.receive(max, HCMC))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e -> assertThat(e.refusal().element()).hasValue("Max"));
        }
        assertThat(house.count("request")).isZero();
    }

    @Test
    void answersBusyWhileTheBrokerIsGoneAndLeavesNoTraceOfTheRequest() {
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        house.broker.close();
        PollRequest request = house.poll(1, HCMC);

        assertThatThrownBy(() -> house.deliveries.receive(request))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(code(e)).isEqualTo(RefusalCode.BUSY));
        assertThat(house.count("request")).isZero();
    }

    @Test
    void notesWhenAnOrganPolledButNotEveryTime() {
        house.receive(1, HCMC);
        house.clock.advance(Duration.ofSeconds(30));
        house.receive(1, HCMC);
        assertThat(lastPolled()).isEqualTo("2026-03-02T01:30:00Z");
        house.clock.advance(Duration.ofSeconds(31));
        house.receive(0, HCMC);
        assertThat(lastPolled()).isEqualTo("2026-03-02T01:31:01Z");
    }

    private String lastPolled() {
        return DATABASE.jdbc()
                .sql("select last_polled_at from poll where organ_id = 'H29'")
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .toString();
    }
}
