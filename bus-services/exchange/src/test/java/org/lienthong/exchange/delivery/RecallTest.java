package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

/** What a recall does to the queue and to leases; and when a sender hears that a delivery is stuck. */
final class RecallTest {

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

    private void recall(Sent sent) {
        DATABASE.transactions().executeWithoutResult(begun -> new RecallDelivery(DATABASE.dataSource(), house.events)
                .recall(sent.delivery(), HCMC, house.clock.instant(), last(sent)));
    }

    private static Digest last(Sent sent) {
        return Digest.of(DATABASE.jdbc()
                .sql("select last_event from delivery where delivery_id = ?")
                .param(sent.delivery().value())
                .query(byte[].class)
                .single());
    }

    private static RefusalCode code(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).refusal().code();
    }

    @Test
    void theTokenOfARecalledDeliveryIsDroppedAndItsNeighbourIsLeased() {
        Sent recalled = house.documents.send(VPCP, HCMC);
        Sent other = house.documents.send(VPCP, HCMC);
        house.relayAll();
        recall(recalled);
        double stale = house.stale();

        assertThat(house.receiveOne(HCMC).deliveryId()).isEqualTo(other.delivery());

        assertThat(house.stale()).isEqualTo(stale + 1);
        assertThat(house.chain(recalled.delivery())).containsExactly("Accepted", "Recalled");
    }

    @Test
    void aLeaseThatWasNotServedEndsWithIt() {
        Sent sent = house.documents.send(VPCP, HCMC);
        house.relayAll();
        house.receiveOne(HCMC);
        recall(sent);

        assertThat(code(() -> house.serve(HCMC, sent.delivery()))).isEqualTo(RefusalCode.DELIVERY_ENDED);
        house.clock.advance(Duration.ofHours(1));
        house.sweeper.sweep();
        assertThat(house.state(sent.delivery())).as("no lease to end").startsWith("RECALLED");
        assertThatThrownBy(() -> recall(sent)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSenderHearsOnceThatARecipientIsServedAgainAndAgainAndNeverConfirms() {
        Sent sent = house.documents.send(VPCP, HCMC);
        int enough = SweeperSettings.usual().stuckAfter();
        for (int served = 1; served <= enough + 1; served++) {
            assertThat(house.count("notice where kind = 'STUCK'")).isEqualTo(served > enough ? 1 : 0);
            house.relayAll();
            house.receiveOne(HCMC);
            house.serve(HCMC, sent.delivery());
            house.clock.advance(House.LEASE.plusSeconds(1));
            house.sweeper.sweep();
        }

        assertThat(DATABASE.jdbc()
                        .sql("select organ_id || ' ' || (detail ->> 'messageId') from notice")
                        .query(String.class)
                        .single())
                .isEqualTo("G22 " + sent.message());
    }

    @Test
    void leasesThatWereNeverServedDoNotMakeADeliveryStuck() {
        Sent sent = house.documents.send(VPCP, HCMC);
        for (int lease = 1; lease <= SweeperSettings.usual().stuckAfter() + 2; lease++) {
            house.relayAll();
            house.receiveOne(HCMC);
            house.clock.advance(House.LEASE.plusSeconds(1));
            house.sweeper.sweep();
        }
        house.relayAll();
        house.receiveOne(HCMC);
        house.serve(HCMC, sent.delivery());
        house.clock.advance(House.LEASE.plusSeconds(1));
        house.sweeper.sweep();

        assertThat(house.state(sent.delivery())).startsWith("WAITING");
        assertThat(house.count("notice")).as("served once").isZero();
    }
}
