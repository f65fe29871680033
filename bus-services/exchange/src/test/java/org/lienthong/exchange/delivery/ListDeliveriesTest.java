package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.HUE;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.exchange.tracking.DeliveryListing;
import org.lienthong.exchange.tracking.DeliveryListing.Cursor;
import org.lienthong.exchange.tracking.DeliveryListing.Direction;
import org.lienthong.exchange.tracking.DeliveryListing.Entry;
import org.lienthong.exchange.tracking.DeliveryListing.Query;
import org.lienthong.exchange.tracking.ListDeliveries;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;

final class ListDeliveriesTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private House house;
    private ListDeliveries listing;

    @BeforeEach
    void open() {
        DATABASE.clear();
        BROKER.clear();
        house = new House(DATABASE, BROKER);
        listing = new ListDeliveries(DATABASE.dataSource());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void listsToTheSenderAllAndToTheRecipientWhatItWasServed() {
        DeliveryId served = sendAndServe();
        Sent waiting = house.documents.send(VPCP, HCMC);
        house.documents.send(HUE, HCMC);

        assertThat(list(VPCP, Direction.SENT))
                .extracting(Entry::delivery, Entry::state)
                .containsExactly(tuple(served, DeliveryState.SERVED), tuple(waiting.delivery(), DeliveryState.WAITING));
        assertThat(list(HCMC, Direction.RECEIVED)).extracting(Entry::delivery).containsExactly(served);
        assertThat(list(HCMC, Direction.SENT)).isEmpty();
        assertThat(list(HUE, Direction.RECEIVED)).isEmpty();
    }

    @Test
    void bringsWhatChangesAgainBehindTheCursor() {
        house.documents.send(VPCP, HUE);
        Sent other = house.documents.send(VPCP, HUE);
        DeliveryListing before = page(VPCP, Optional.empty());
        assertThat(before.entries()).hasSize(2);
        assertThat(page(VPCP, before.next()).entries()).isEmpty();
        assertThat(page(VPCP, before.next()).next()).isEqualTo(before.next());

        house.relayAll();
        DATABASE.jdbc()
                .sql("update delivery set attempt = 2 where delivery_id = :id")
                .param("id", other.delivery().value())
                .update();

        assertThat(page(VPCP, before.next()).entries())
                .extracting(Entry::delivery)
                .containsExactly(other.delivery());
    }

    @Test
    void readsThousandsInPages() {
        house.documents.send(VPCP, HUE, 4, 1_234);

        List<DeliveryId> read = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        DeliveryListing page;
        do {
            page = page(VPCP, cursor);
            page.entries().forEach(entry -> read.add(entry.delivery()));
            cursor = page.next();
        } while (page.more());

        assertThat(read).hasSize(1_234).doesNotHaveDuplicates();
    }

    @Test
    void neverPassesAChangeThatCommitsLate() throws SQLException {
        Sent late = house.documents.send(VPCP, HUE);
        try (Connection open = DATABASE.dataSource().getConnection();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.executeUpdate("update delivery set attempt = 2 where delivery_id = '" + late.delivery() + "'");
            house.documents.send(VPCP, HUE);

            DeliveryListing meanwhile = page(VPCP, Optional.empty());
            assertThat(meanwhile.entries()).extracting(Entry::delivery).containsExactly(late.delivery());
            open.commit();

            assertThat(page(VPCP, meanwhile.next()).entries())
                    .hasSize(2)
                    .anySatisfy(entry -> assertThat(entry.attempt()).isEqualTo(2));
        }
    }

    @Test
    void leavesOutWhatDidNotChangeSinceAndOtherStates() {
        sendAndServe();
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

        assertThat(listing.list(new Query(
                                VPCP, Direction.SENT, Optional.of(tomorrow), Optional.empty(), Optional.empty()))
                        .entries())
                .isEmpty();
        assertThat(listing.list(new Query(
                                VPCP,
                                Direction.SENT,
                                Optional.of(Instant.now().minusSeconds(60)),
                                Optional.of(DeliveryState.SERVED),
                                Optional.empty()))
                        .entries())
                .hasSize(1);
        assertThat(listing.list(new Query(
                                VPCP,
                                Direction.SENT,
                                Optional.empty(),
                                Optional.of(DeliveryState.TAKEN),
                                Optional.empty()))
                        .entries())
                .isEmpty();
    }

    private DeliveryId sendAndServe() {
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        DeliveryId delivery = house.receiveOne(HCMC).deliveryId();
        assertThat(house.serve(HCMC, delivery)).isNotNull();
        return delivery;
    }

    private List<Entry> list(OrganId organ, Direction direction) {
        return listing.list(new Query(organ, direction, Optional.empty(), Optional.empty(), Optional.empty()))
                .entries();
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private DeliveryListing page(OrganId sender, Optional<Cursor> after) {
        return listing.list(new Query(sender, Direction.SENT, Optional.empty(), Optional.empty(), after));
    }
}
