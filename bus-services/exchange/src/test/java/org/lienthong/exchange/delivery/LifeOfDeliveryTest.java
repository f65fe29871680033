package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.HUE;
import static org.lienthong.exchange.delivery.House.LEASE;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

/** Serving, releasing, and what time does to a delivery. */
final class LifeOfDeliveryTest {

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

    private static Refusal refusal(ThrowingCallable act) {
        Refusal[] found = new Refusal[1];
        assertThatThrownBy(act).isInstanceOfSatisfying(RefusedException.class, refused -> found[0] = refused.refusal());
        return found[0];
    }

    private LeasedDelivery sendAndLease() {
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        return house.receiveOne(HCMC);
    }

    private Released release(LeasedDelivery leased, LeaseId lease, Duration pause) {
        return house.deliveries.release(new ReleaseRequest(
                house.call(HCMC, "ReleaseDocument"), Set.of(HCMC), leased.deliveryId(), lease, "bận", pause));
    }

    // serving

    @Test
    void servesWithTheFactOnDiskFirst() {
        LeasedDelivery leased = sendAndLease();
        Instant now = house.clock.instant();

        ServedDocument served = house.serve(HCMC, leased.deliveryId());

        assertThat(house.state(leased.deliveryId())).isEqualTo("SERVED 1");
        assertThat(house.chain(leased.deliveryId())).containsExactly("Accepted", "Offered", "Requested", "Served");
        assertThat(served.messageId()).isEqualTo(leased.messageId());
        assertThat(served.from()).isEqualTo(VPCP);
        assertThat(served.edxml()).isEqualTo(new ContentSlice(served.edxmlSha256(), 0, 1200));
        assertThat(served.original().root().offset()).isEqualTo(10);
        assertThat(served.original().contentType()).isEqualTo("text/xml; charset=utf-8");
        assertThat(served.attachments()).hasSize(1);
        assertThat(served.attachments().get(0).content().offset()).isEqualTo(2000);
        assertThat(firstServed(leased.deliveryId())).hasValue(now);
    }

    @Test
    void servesAgainUnderTheSameLeaseWithoutAnotherFact() {
        LeasedDelivery leased = sendAndLease();
        ServedDocument first = house.serve(HCMC, leased.deliveryId());
        house.clock.advance(Duration.ofMinutes(5));

        assertThat(house.serve(HCMC, leased.deliveryId())).isEqualTo(first);
        assertThat(house.chain(leased.deliveryId())).containsExactly("Accepted", "Offered", "Requested", "Served");
    }

    @Test
    void servesAgainAfterTakenUntilRetentionEnds() {
        LeasedDelivery leased = sendAndLease();
        ServedDocument served = house.serve(HCMC, leased.deliveryId());
        house.deliveries.confirm(house.taken(HCMC, served));
        house.clock.advance(Duration.ofDays(90));
        assertThat(house.serve(HCMC, leased.deliveryId())).isEqualTo(served);

        house.clock.advance(Duration.ofSeconds(1));

        assertThat(refusal(() -> house.serve(HCMC, leased.deliveryId())).code()).isEqualTo(RefusalCode.DELIVERY_ENDED);
    }

    @Test
    void refusesForeignAndUnknownDeliveriesAlike() {
        LeasedDelivery leased = sendAndLease();
        DeliveryId nobodys = DeliveryId.random();

        for (DeliveryId id : Set.of(leased.deliveryId(), nobodys)) {
            assertThat(refusal(() -> house.serve(HUE, id)))
                    .isEqualTo(Refusal.of(RefusalCode.UNKNOWN_DELIVERY)
                            .with("deliveryId", id)
                            .at("DeliveryId"));
        }
        assertThat(house.state(leased.deliveryId())).isEqualTo("LEASED 1");
    }

    @Test
    void refusesToServeWhatIsNotLeasedOrNoLonger() {
        Sent waiting = house.documents.send(VPCP, HCMC);
        assertThat(refusal(() -> house.serve(HCMC, waiting.delivery())).code()).isEqualTo(RefusalCode.LEASE_LOST);
        house.relayAll();
        house.receiveOne(HCMC);
        house.clock.advance(LEASE);

        assertThat(refusal(() -> house.serve(HCMC, waiting.delivery())).code()).isEqualTo(RefusalCode.LEASE_LOST);
        assertThat(firstServed(waiting.delivery())).isEmpty();
    }

    @Test
    void opensContentLinksOnceServedWhateverBecameOfTheLease() {
        LeasedDelivery leased = sendAndLease();
        DeliveryId id = leased.deliveryId();
        assertThat(refusal(() -> house.deliveries.attachment(Set.of(HCMC), id, House.content("c1")))
                        .code())
                .isEqualTo(RefusalCode.NOT_SERVED);
        ServedDocument served = house.serve(HCMC, id);
        house.clock.advance(LEASE);
        house.sweeper.sweep();

        assertThat(house.deliveries.attachment(Set.of(HCMC), id, House.content("c1")))
                .isEqualTo(served.attachments().get(0));
        assertThat(house.deliveries.original(Set.of(HCMC), id)).isEqualTo(served.original());
        assertThat(refusal(() -> house.deliveries.attachment(Set.of(HCMC), id, House.content("c2")))
                        .code())
                .isEqualTo(RefusalCode.CONTENT_MISSING);
        assertThat(refusal(() -> house.deliveries.original(Set.of(HUE), id)).code())
                .isEqualTo(RefusalCode.UNKNOWN_DELIVERY);
    }

    // release

    @Test
    void releasedDeliveryComesAgainWithTheNextAttempt() {
        LeasedDelivery leased = sendAndLease();

        Released released = release(leased, leased.leaseId(), Duration.ZERO);
        house.relayAll();

        assertThat(released.waitingFrom()).isEqualTo(house.clock.instant());
        LeasedDelivery again = house.receiveOne(HCMC);
        assertThat(again.deliveryId()).isEqualTo(leased.deliveryId());
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.leaseId()).isNotEqualTo(leased.leaseId());
        assertThat(house.chain(leased.deliveryId())).containsExactly("Accepted", "Offered", "Released", "Offered");
    }

    @Test
    void releasedDeliveryStaysOutOfTheQueueForAsLongAsAsked() {
        LeasedDelivery leased = sendAndLease();
        release(leased, leased.leaseId(), Duration.ofMinutes(10));

        house.clock.advance(Duration.ofMinutes(9));
        house.relayAll();
        assertThat(house.receive(1, HCMC).leases()).isEmpty();
        house.clock.advance(Duration.ofMinutes(1));
        house.relayAll();

        assertThat(house.receive(1, HCMC).leases()).hasSize(1);
    }

    @Test
    void refusesToReleaseWithWrongOrEndedLease() {
        LeasedDelivery leased = sendAndLease();
        assertThat(refusal(() -> release(leased, LeaseId.random(), Duration.ZERO))
                        .code())
                .isEqualTo(RefusalCode.LEASE_LOST);
        house.clock.advance(LEASE);
        assertThat(refusal(() -> release(leased, leased.leaseId(), Duration.ZERO))
                        .code())
                .isEqualTo(RefusalCode.LEASE_LOST);
        assertThat(house.state(leased.deliveryId())).isEqualTo("LEASED 1");
    }

    @Test
    void refusesToReleaseForLongerThanADay() {
        LeasedDelivery leased = sendAndLease();

        Refusal refusal = refusal(() -> release(leased, leased.leaseId(), Duration.ofSeconds(86_401)));

        assertThat(refusal.code()).isEqualTo(RefusalCode.REQUEST_INVALID);
        assertThat(refusal.element()).hasValue("RetryAfterSeconds");
    }

    // lease end

    @Test
    void endedLeaseComesAgainAsTheSameDeliveryWithTheNextAttempt() {
        LeasedDelivery leased = sendAndLease();
        house.serve(HCMC, leased.deliveryId());
        Optional<Instant> firstServed = firstServed(leased.deliveryId());
        house.clock.advance(LEASE.minusMillis(1));
        house.sweeper.sweep();
        assertThat(house.state(leased.deliveryId())).isEqualTo("SERVED 1");

        house.clock.advance(Duration.ofMillis(1));
        house.sweeper.sweep();

        assertThat(house.state(leased.deliveryId())).isEqualTo("WAITING 2");
        house.relayAll();
        LeasedDelivery again = house.receiveOne(HCMC);
        assertThat(again.deliveryId()).isEqualTo(leased.deliveryId());
        assertThat(again.attempt()).isEqualTo(2);
        house.serve(HCMC, again.deliveryId());
        assertThat(firstServed(leased.deliveryId())).isEqualTo(firstServed);
        assertThat(house.chain(leased.deliveryId()))
                .containsExactly(
                        "Accepted", "Offered", "Requested", "Served", "LeaseEnded", "Offered", "Requested", "Served");
    }

    @Test
    void endsManyLeasesInBatches() {
        int many = SweeperSettings.usual().batch() * 2 + 1;
        house.documents.send(VPCP, HCMC, 4, many);
        house.relayAll();
        for (int leased = 0; leased < many; ) {
            leased += house.receive(100, HCMC).leases().size();
        }
        house.clock.advance(LEASE);

        house.sweeper.sweep();

        assertThat(DATABASE.jdbc()
                        .sql("select count(*) from delivery where state = 'WAITING' and attempt = 2")
                        .query(Integer.class)
                        .single())
                .isEqualTo(many);
        assertThat(house.count("outbox")).isEqualTo(many);
        assertThat(house.meters.get("lienthong.deliveries.waiting").gauge().value())
                .isEqualTo(many);
        assertThat(house.meters.get("lienthong.outbox.depth").gauge().value()).isEqualTo(many);
    }

    // expiry

    @Test
    void waitsNoLongerThanItsLifeAndTheSenderIsTold() {
        Sent sent = house.documents.send(VPCP, HCMC);
        house.relayAll();
        house.clock.advance(WaitingDocuments.LIFE.minusMillis(1));
        house.sweeper.sweep();
        assertThat(house.state(sent.delivery())).isEqualTo("WAITING 1");
        house.clock.advance(Duration.ofMillis(1));

        house.sweeper.sweep();

        assertThat(house.state(sent.delivery())).isEqualTo("EXPIRED 1");
        assertThat(house.chain(sent.delivery())).containsExactly("Accepted", "Expired");
        assertThat(notices()).isEqualTo("G22 EXPIRED " + sent.delivery() + " " + sent.message());
        double stale = house.stale();
        house.documents.organs(HCMC);
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        assertThat(house.receiveOne(HCMC).deliveryId()).isNotEqualTo(sent.delivery());
        assertThat(house.stale()).as("the expired one's token").isEqualTo(stale + 1);
        assertThat(refusal(() -> house.serve(HCMC, sent.delivery())).code()).isEqualTo(RefusalCode.DELIVERY_ENDED);
    }

    @Test
    void doesNotExpireUnderALease() {
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        house.clock.advance(WaitingDocuments.LIFE.minusMinutes(1));
        house.documents.organs(HCMC);
        LeasedDelivery leased = house.receiveOne(HCMC);
        house.clock.advance(Duration.ofMinutes(10));
        house.sweeper.sweep();

        ServedDocument served = house.serve(HCMC, leased.deliveryId());

        assertThat(house.deliveries.confirm(house.taken(HCMC, served)).outcome())
                .isEqualTo(Outcome.TAKEN);
    }

    @Test
    void forgetsOldGrantsAndKeepsPartitionsMade() {
        sendAndLease();
        house.clock.advance(Duration.ofDays(4));

        house.sweeper.sweep();

        assertThat(house.count("lease_grant")).isZero();
        assertThat(house.count("request"))
                .as("the partition of four days ago is gone")
                .isZero();
        assertThat(house.receive(1, HCMC).repeated()).isFalse();
    }

    private Optional<Instant> firstServed(DeliveryId delivery) {
        return DATABASE.jdbc()
                .sql("select first_served_at from delivery where delivery_id = :id and first_served_at is not null")
                .param("id", delivery.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private static String notices() {
        return DATABASE.jdbc()
                .sql(
                        "select organ_id || ' ' || kind || ' ' || delivery_id || ' ' || (detail ->> 'messageId') from notice")
                .query(String.class)
                .single();
    }
}
