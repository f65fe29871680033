package org.lienthong.exchange.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ChildJvm;

/** A watchdog on the whole: Artemis was once seen to hang in its start. */
@Timeout(180)
final class EmbeddedBrokerTest {

    private static final String QUEUE = "lt.organ.H29";
    private static final long AT_ONCE = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path dir;

    @AfterEach
    void clear() {
        BROKER.clear();
    }

    @Test
    void keepsTokensOverKill() {
        List<String> sent;
        try (ChildJvm child = ChildJvm.start(SendingChild.class, dir.toString(), QUEUE)) {
            for (int i = 0; i < 50; i++) {
                child.await("sent ", PATIENCE);
            }
            sent = child.kill().stream()
                    .filter(line -> line.matches("sent [0-9]+;"))
                    .map(line -> line.substring(5, line.length() - 1))
                    .toList();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir);
                JMSContext context = broker.connections().createContext()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue(QUEUE));
            List<String> received = new ArrayList<>();
            for (String text = consumer.receiveBody(String.class, AT_ONCE);
                    text != null;
                    text = consumer.receiveBodyNoWait(String.class)) {
                received.add(text);
            }
            assertThat(received).containsAll(sent).doesNotHaveDuplicates();
        }
    }

    @Test
    void servesUrgentTokenThatCameLaterFirst() throws JMSException {
        try (JMSContext context = BROKER.connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = context.createQueue(QUEUE);
            JMSProducer producer = context.createProducer();
            for (int i = 0; i < 20; i++) {
                producer.setPriority(4).send(queue, "normal " + i);
            }
            context.commit();
            JMSConsumer consumer = context.createConsumer(queue);
            assertThat(consumer.receiveBody(String.class, AT_ONCE)).isEqualTo("normal 0");
            try (JMSContext other = BROKER.connections().createContext()) {
                other.createProducer().setPriority(9).send(queue, "urgent");
            }
            assertThat(consumer.receiveBody(String.class, AT_ONCE)).isEqualTo("urgent");
            assertThat(consumer.receiveBody(String.class, AT_ONCE)).isEqualTo("normal 1");
        }
    }

    /** Window 0: with any other, the first consumer would sit on all of them. */
    @Test
    void leavesTokensNobodyAskedForToTheNextConsumer() {
        try (JMSContext first = BROKER.connections().createContext(JMSContext.SESSION_TRANSACTED);
                JMSContext second = BROKER.connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = first.createQueue(QUEUE);
            JMSProducer producer = first.createProducer();
            for (int i = 0; i < 5; i++) {
                producer.send(queue, "normal " + i);
            }
            producer.setPriority(9).send(queue, "urgent");
            first.commit();
            JMSConsumer one = first.createConsumer(queue);
            JMSConsumer two = second.createConsumer(queue);
            assertThat(one.receiveBody(String.class, AT_ONCE)).isEqualTo("urgent");
            for (int i = 0; i < 5; i++) {
                assertThat(two.receiveBody(String.class, AT_ONCE)).isEqualTo("normal " + i);
            }
        }
    }

    @Test
    void givesTokenBackAtOnceHoweverOften() throws JMSException {
        try (JMSContext context = BROKER.connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = context.createQueue(QUEUE);
            context.createProducer().send(queue, "token");
            context.commit();
            JMSConsumer consumer = context.createConsumer(queue);
            for (int attempt = 1; attempt <= 30; attempt++) {
                Message token = consumer.receive(AT_ONCE);
                assertThat(token).as("attempt %d", attempt).isNotNull();
                assertThat(token.getIntProperty("JMSXDeliveryCount")).isEqualTo(attempt);
                context.rollback();
            }
        }
        assertThat(BROKER.queues().depth(QUEUE)).hasValue(1);
    }

    @Test
    void givesTokenOfClosedConnectionToTheNextConsumer() {
        try (JMSContext context = BROKER.connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer().send(context.createQueue(QUEUE), "token");
            context.commit();
        }
        for (int i = 0; i < 3; i++) {
            try (JMSContext context = BROKER.connections().createContext(JMSContext.SESSION_TRANSACTED)) {
                JMSConsumer consumer = context.createConsumer(context.createQueue(QUEUE));
                assertThat(consumer.receiveBody(String.class, AT_ONCE)).isEqualTo("token");
            }
        }
    }

    @Test
    void wakesEverybodyWhoWaits() {
        try (JMSContext one = BROKER.connections().createContext();
                JMSContext two = BROKER.connections().createContext()) {
            JMSConsumer first = one.createConsumer(one.createTopic("lt.wakeup"));
            JMSConsumer second = two.createConsumer(two.createTopic("lt.wakeup"));
            one.createProducer()
                    .setDeliveryMode(jakarta.jms.DeliveryMode.NON_PERSISTENT)
                    .send(one.createTopic("lt.wakeup"), "H29");
            assertThat(first.receiveBody(String.class, AT_ONCE)).isEqualTo("H29");
            assertThat(second.receiveBody(String.class, AT_ONCE)).isEqualTo("H29");
        }
    }

    @Test
    void makesAndRemovesTwoHundredQueues() {
        List<String> names = IntStream.range(0, 200)
                .mapToObj(i -> "lt.organ.%03d".formatted(i))
                .toList();
        names.forEach(BROKER.queues()::create);
        names.forEach(BROKER.queues()::create);
        assertThat(BROKER.queues().startingWith("lt.organ.")).containsExactlyElementsOf(names);
        names.forEach(name -> assertThat(BROKER.queues().remove(name)).isTrue());
        assertThat(BROKER.queues().startingWith("lt.organ.")).isEmpty();
        assertThat(BROKER.queues().remove("lt.organ.000")).isTrue();
    }

    @Test
    void leavesQueueWithConsumerAlone() {
        BROKER.queues().create(QUEUE);
        try (JMSContext context = BROKER.connections().createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(QUEUE))) {
            assertThat(BROKER.queues().remove(QUEUE)).isFalse();
            assertThat(consumer.receiveNoWait()).isNull();
        }
        assertThat(BROKER.queues().remove(QUEUE)).isTrue();
    }

    /**
     * The relay's producer lives long and knows the address. This holds one after the other only: a removal between the send
     * and its commit loses the token without a word, which is why the relay's lock is there (ADR 0003).
     */
    @Test
    void remakesQueueForTokenSentAfterItsRemoval() {
        BROKER.queues().create(QUEUE);
        try (JMSContext context = BROKER.connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = context.createQueue(QUEUE);
            JMSProducer producer = context.createProducer();
            producer.send(queue, "one");
            context.commit();
            for (int i = 0; i < 3; i++) {
                BROKER.queues().remove(QUEUE);
                producer.send(queue, "two");
                context.commit();
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(BROKER.queues().depth(QUEUE)).hasValue(1));
            }
        }
    }

    @Test
    void recoversItsOwnConnectionAfterRestart() {
        BrokerQueues queues = BROKER.queues();
        queues.create(QUEUE);
        BROKER.restart();
        assertThat(BROKER.queues().depth(QUEUE)).hasValue(0);
        assertThatThrownBy(() -> queues.depth(QUEUE)).isInstanceOf(BrokerException.class);
    }

    @Test
    void refusesDirectoryOfAnotherBroker() {
        try (ChildJvm child = ChildJvm.start(SendingChild.class, dir.toString(), QUEUE)) {
            child.await("sent ", PATIENCE);
            assertThatThrownBy(() -> EmbeddedBroker.start(dir))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining(dir.toString());
        }
    }

    @Test
    void livesBesideAnotherBroker() {
        try (EmbeddedBroker other = EmbeddedBroker.start(dir)) {
            ConnectionFactory theirs = other.connections();
            try (JMSContext context = theirs.createContext()) {
                context.createProducer().send(context.createQueue(QUEUE), "theirs");
            }
            assertThat(BROKER.queues().depth(QUEUE)).isEmpty();
        }
    }
}
