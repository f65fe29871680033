package org.lienthong.exchange.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.exchange.testing.SwitchedConnections;
import org.lienthong.exchange.testing.WaitingDocuments;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;

final class RelayTest {

    private static final OrganId VPCP = new OrganId("G22");
    private static final OrganId HCMC = new OrganId("H29");
    private static final OrganId HUE = new OrganId("H57");
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WaitingDocuments documents = new WaitingDocuments(DATABASE, clock);
    private final SwitchedConnections connections = new SwitchedConnections(BROKER::connections);
    private final BrokerLink link = new BrokerLink(connections);

    @BeforeEach
    void open() {
        DATABASE.clear();
        BROKER.clear();
        documents.organs(VPCP, HCMC, HUE);
    }

    @AfterEach
    void close() {
        link.close();
    }

    private RelayBatch batch(Passage passage) {
        return new RelayBatch(DATABASE.dataSource(), link, BROKER.queues(), clock, passage);
    }

    private Relay relay(RelaySettings settings) {
        return new Relay(DATABASE.dataSource(), link, BROKER.queues(), clock, meters, settings, Passage.UNWATCHED);
    }

    private List<Token> tokens(OrganId organ) {
        try (TokenSession session = link.tokens()) {
            List<Token> all = session.receive(organ, 10_000);
            session.commit();
            return all;
        }
    }

    private static long outbox() {
        return DATABASE.jdbc()
                .sql("select count(*) from outbox")
                .query(Long.class)
                .single();
    }

    private static List<DeliveryId> ids(List<Sent> sent) {
        return sent.stream().map(Sent::delivery).toList();
    }

    @Test
    void makesTheQueueAndMovesTokensWithTheirPriority() {
        Sent usual = documents.send(VPCP, HCMC, 2);
        Sent express = documents.send(VPCP, HCMC, 8);
        Sent elsewhere = documents.send(VPCP, HUE, 4);

        RelayBatch.Moved moved = batch(Passage.UNWATCHED).move(10);

        assertThat(moved.tokens()).isEqualTo(3);
        assertThat(moved.organs()).containsExactly(HCMC, HUE);
        assertThat(tokens(HCMC)).containsExactly(new Token(express.delivery(), 1), new Token(usual.delivery(), 1));
        assertThat(tokens(HUE)).containsExactly(new Token(elsewhere.delivery(), 1));
        assertThat(outbox()).isZero();
    }

    @Test
    void leavesRowsAloneUntilTheyAreDue() {
        documents.send(VPCP, HCMC);
        DATABASE.jdbc()
                .sql("update outbox set not_before = :then")
                .param("then", clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC))
                .update();
        assertThat(batch(Passage.UNWATCHED).move(10).tokens()).isZero();
        clock.advance(Duration.ofSeconds(60));

        assertThat(batch(Passage.UNWATCHED).move(10).tokens()).isEqualTo(1);
    }

    @Test
    void tokensOutliveTheBroker() {
        Sent sent = documents.send(VPCP, HCMC);
        batch(Passage.UNWATCHED).move(10);

        BROKER.restart();

        assertThat(tokens(HCMC)).containsExactly(new Token(sent.delivery(), 1));
    }

    @Test
    void rowsThatCommitOutOfTheOrderOfTheirIdsAreAllSent() throws Exception {
        DeliveryId late = DeliveryId.random();
        List<DeliveryId> sent = new ArrayList<>(List.of(late));
        try (Connection slow = DATABASE.dataSource().getConnection()) {
            slow.setAutoCommit(false);
            try (Statement insert = slow.createStatement()) {
                insert.execute("insert into outbox (delivery_id, organ_id, attempt, priority, not_before) values ('"
                        + late + "', 'H29', 1, 4, '2026-01-01T00:00:00Z')");
            }
            sent.addAll(ids(documents.send(VPCP, HCMC, 4, 2)));
            batch(Passage.UNWATCHED).move(10);
            slow.commit();
        }

        batch(Passage.UNWATCHED).move(10);

        assertThat(tokens(HCMC).stream().map(Token::deliveryId)).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(outbox()).isZero();
    }

    @Test
    void severalRelaysAtOnceLoseAndDoubleNothing() throws Exception {
        List<DeliveryId> sent = ids(documents.send(VPCP, HCMC, 4, 1000));
        sent = new ArrayList<>(sent);
        sent.addAll(ids(documents.send(VPCP, HUE, 4, 1000)));
        ExecutorService gateways = Executors.newFixedThreadPool(4);
        Callable<Integer> relay = () -> {
            RelayBatch own = batch(Passage.UNWATCHED);
            int total = 0;
            for (int moved = 1; moved > 0; total += moved) {
                moved = own.move(37).tokens();
            }
            return total;
        };
        int total = 0;
        for (Future<Integer> one : gateways.invokeAll(List.of(relay, relay, relay, relay), 60, TimeUnit.SECONDS)) {
            total += one.get();
        }
        gateways.shutdown();
        // a worker that meets only locked rows stops early: the last one to work leaves nothing
        while (batch(Passage.UNWATCHED).move(37).tokens() > 0) {
            total++;
        }

        List<DeliveryId> relayed = new ArrayList<>();
        tokens(HCMC).forEach(token -> relayed.add(token.deliveryId()));
        tokens(HUE).forEach(token -> relayed.add(token.deliveryId()));
        assertThat(relayed).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(total).isGreaterThanOrEqualTo(1);
        assertThat(outbox()).isZero();
    }

    @Test
    void crashBetweenTheCommitsSendsTwiceRatherThanNever() {
        Sent sent = documents.send(VPCP, HCMC);
        assertThatThrownBy(() -> batch(step -> {
                            throw new IllegalStateException("crash");
                        })
                        .move(10))
                .hasMessage("crash");
        assertThat(outbox()).isEqualTo(1);

        batch(Passage.UNWATCHED).move(10);

        assertThat(tokens(HCMC)).containsExactly(new Token(sent.delivery(), 1), new Token(sent.delivery(), 1));
    }

    @Test
    void keepsRowsWhileTheBrokerIsAwayAndSaysSoOnItsGauge() {
        connections.turn(false);
        documents.send(VPCP, HCMC, 4, 5);
        try (Relay relay = relay(new RelaySettings(2, 10, Duration.ofMillis(20), Duration.ofMillis(100)))) {
            relay.start();
            await().atMost(SOON)
                    .until(() -> meters.counter("lienthong.relay.failures").count() >= 3);
            assertThat(meters.get("lienthong.relay.up").gauge().value()).isZero();
            assertThat(outbox()).isEqualTo(5);

            connections.turn(true);

            await().atMost(SOON).until(() -> outbox() == 0);
            await().atMost(SOON)
                    .until(() -> meters.get("lienthong.relay.up").gauge().value() == 1);
            assertThat(meters.counter("lienthong.relayed").count()).isEqualTo(5);
        }
    }

    @Test
    void theLinkConnectsAnewAfterTheBrokerRestarted() {
        Sent sent = documents.send(VPCP, HCMC);
        assertThat(tokens(HCMC)).isEmpty();
        BROKER.restart();

        batch(Passage.UNWATCHED).move(10);

        assertThat(tokens(HCMC)).containsExactly(new Token(sent.delivery(), 1));
    }

    @Test
    void nudgeSparesTheWaitForTheNextPoll() {
        try (Relay relay = relay(new RelaySettings(2, 10, Duration.ofMinutes(5), Duration.ofMinutes(5)))) {
            relay.start();
            await().atMost(SOON).until(() -> Thread.getAllStackTraces().entrySet().stream()
                    .filter(thread -> thread.getKey().getName().startsWith("relay-"))
                    .allMatch(thread -> thread.getKey().getState() == Thread.State.TIMED_WAITING));
            documents.send(VPCP, HCMC);

            relay.nudge();

            await().atMost(Duration.ofSeconds(5)).until(() -> outbox() == 0);
        }
    }

    @Test
    void tokensThatAreNoneAreDroppedWithoutHarm() throws Exception {
        try (Session session = link.session(false)) {
            Queue queue = session.createQueue(OrganQueues.nameOf(HCMC));
            session.createProducer(queue).send(session.createTextMessage("not a token"));
            session.createProducer(queue).send(session.createTextMessage(DeliveryId.random() + " -1"));
        }
        assertThat(tokens(HCMC)).isEmpty();
        assertThat(BROKER.queues().depth(OrganQueues.nameOf(HCMC))).hasValue(0);
    }
}
