package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.HUE;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments;
import org.lienthong.exchange.tracking.Balance;
import org.lienthong.exchange.tracking.Conservation;

/** The books of deliveries that lived a real life, and what becomes of them when somebody tampers with a row. */
final class ConservationTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private House house;
    private Conservation conservation;

    @BeforeEach
    void open() {
        DATABASE.clear();
        BROKER.clear();
        house = new House(DATABASE, BROKER);
        conservation = new Conservation(DATABASE.dataSource());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void findsNothingWhereNothingWasPromised() {
        assertThat(conservation.begin()).isEmpty();
        assertThat(books()).isEqualTo(Balance.NOTHING);
        assertThat(Balance.NOTHING.holds()).isTrue();
    }

    @Test
    void followsEveryPromiseToItsOutcome() {
        liveAllLives();

        assertThat(books()).isEqualTo(new Balance(5, 5, 0, 1, 1, 1, 0, 2, List.of()));
        assertThat(books().holds()).isTrue();
        assertThat(conservation.begin()).isPresent();
    }

    @Test
    void leavesOutWhatWasAcceptedInAnotherPeriod() {
        house.documents.send(VPCP, HCMC);
        Instant next = house.clock.instant().plus(Duration.ofDays(1));
        house.clock.advance(Duration.ofDays(1));
        house.documents.send(VPCP, HCMC);

        assertThat(conservation.of(Instant.EPOCH, next).promised()).isEqualTo(1);
        assertThat(conservation.of(next, next.plusSeconds(1)).promised()).isEqualTo(1);
        assertThat(conservation.of(Instant.EPOCH, next).plus(conservation.of(next, next.plusSeconds(1))))
                .isEqualTo(books());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    delete from outbox; delete from delivery where state = 'WAITING' | RecipientLost
                    update delivery set state = 'TAKEN' where state = 'WAITING' | StateUnproved
                    update delivery set state = 'WAITING' where state = 'TAKEN' | StateUnproved
                    insert into event (sha256, prev_sha256, seq, kind, delivery_id, happened_at, line) select sha256(sha256), sha256, seq + 1, 'Taken', delivery_id, happened_at, line from event where kind = 'Taken' | OutcomeDoubled
                    delete from event where kind = 'Requested' | ChainBroken
                    update delivery set last_event = (select sha256 from event where kind = 'Offered' limit 1) where state = 'TAKEN' | ChainBroken
                    """)
    void namesWhatWasTamperedWith(String tampering, String fault) {
        liveAllLives();

        DATABASE.jdbc().sql(tampering).update();

        Balance books = books();
        assertThat(books.holds()).isFalse();
        assertThat(books.faults()).extracting(Balance.Fault::what).contains(fault);
    }

    /** One taken, one refused, one expired, one leased, one waiting. */
    private void liveAllLives() {
        WaitingDocuments.Sent forgotten = house.documents.send(VPCP, HUE);
        house.relayAll();
        house.clock.advance(WaitingDocuments.LIFE.plusSeconds(1));
        house.sweeper.sweep();
        assertThat(house.state(forgotten.delivery())).startsWith("EXPIRED");

        house.documents.organs(VPCP); // partitions of this month
        for (Outcome outcome : Outcome.values()) {
            house.documents.send(VPCP, HCMC);
            house.relayAll();
            ServedDocument served = house.serve(HCMC, house.receiveOne(HCMC).deliveryId());
            house.deliveries.confirm(house.confirmation(
                    HCMC,
                    served,
                    outcome,
                    outcome == Outcome.TAKEN ? Optional.empty() : Optional.of(IntegrityReason.UNREADABLE)));
        }
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        assertThat(house.receiveOne(HCMC)).isNotNull();
        house.documents.send(VPCP, HCMC);
    }

    private Balance books() {
        return conservation.of(Instant.EPOCH, house.clock.instant().plusSeconds(1));
    }
}
