package org.lienthong.exchange.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.ThrowingSupplier;

/** Queues made, removed and counted, on an embedded or a remote Artemis alike. Safe for use by several threads. */
public final class BrokerQueues implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerQueues.class);
    private static final String MANAGEMENT = "activemq.management";
    private static final long PATIENCE_MILLIS = 30_000;

    private final ConnectionFactory connections;
    private @Nullable Connection connection;
    private @Nullable ActiveMQSession session;

    /** @param connections of Artemis: an {@code ActiveMQConnectionFactory} */
    public BrokerQueues(ConnectionFactory connections) {
        if (!(connections instanceof ActiveMQConnectionFactory)) {
            throw new IllegalArgumentException("not of Artemis: " + connections.getClass());
        }
        this.connections = connections;
    }

    private interface CoreAct<T> {
        T on(ClientSession session) throws ActiveMQException;
    }

    private interface JmsAct<T> {
        T on(ActiveMQSession session) throws JMSException;
    }

    /** Makes a durable anycast queue of this name unless it exists. */
    public void create(String queue) {
        ask("making queue " + queue, core -> {
            if (!core.queueQuery(SimpleString.of(queue)).isExists()) {
                createUnlessMadeMeanwhile(core, queue);
            }
            return true;
        });
    }

    private static void createUnlessMadeMeanwhile(ClientSession session, String queue) throws ActiveMQException {
        try {
            session.createQueue(QueueConfiguration.of(queue)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true));
        } catch (ActiveMQException e) {
            if (e.getType() != ActiveMQExceptionType.QUEUE_EXISTS) {
                throw e;
            }
        }
    }

    /**
     * Removes the queue with its tokens; one with consumers is left alone.
     *
     * @return whether it is gone
     */
    public boolean remove(String queue) {
        return ask("removing queue " + queue, core -> {
            try {
                core.deleteQueue(queue);
                return true;
            } catch (ActiveMQException e) {
                if (e.getType() == ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST) {
                    return true;
                }
                if (e.getType() == ActiveMQExceptionType.ILLEGAL_STATE) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** @return the tokens in the queue, those with a consumer included; empty when there is no such queue */
    public OptionalLong depth(String queue) {
        return ask("counting queue " + queue, core -> {
            ClientSession.QueueQuery found = core.queueQuery(SimpleString.of(queue));
            return found.isExists() ? OptionalLong.of(found.getMessageCount()) : OptionalLong.empty();
        });
    }

    /** @return the names of all queues that start so */
    public Set<String> startingWith(String prefix) {
        return askJms("listing queues", open -> {
            Set<String> names = new TreeSet<>();
            Arrays.stream(names(open))
                    .map(String::valueOf)
                    .filter(name -> name.startsWith(prefix))
                    .forEach(names::add);
            return names;
        });
    }

    private static Object[] names(Session session) throws JMSException {
        TemporaryQueue answers = session.createTemporaryQueue();
        try (MessageProducer producer = session.createProducer(session.createQueue(MANAGEMENT));
                MessageConsumer consumer = session.createConsumer(answers)) {
            Message question = session.createMessage();
            JMSManagementHelper.putOperationInvocation(question, ResourceNames.BROKER, "getQueueNames");
            question.setJMSReplyTo(answers);
            producer.send(question);
            Message answer = consumer.receive(PATIENCE_MILLIS);
            if (answer == null || !JMSManagementHelper.hasOperationSucceeded(answer)) {
                throw new JMSException("no answer from the management of the broker");
            }
            return (Object[]) ThrowingSupplier.of(() -> JMSManagementHelper.getResult(answer))
                    .get();
        } finally {
            answers.delete();
        }
    }

    private <T> T ask(String what, CoreAct<T> act) {
        return askJms(what, open -> {
            try {
                return act.on(open.getCoreSession());
            } catch (ActiveMQException e) {
                JMSException failed = new JMSException(e.getMessage());
                failed.initCause(e);
                throw failed;
            }
        });
    }

    private synchronized <T> T askJms(String what, JmsAct<T> act) {
        try {
            return act.on(session());
        } catch (JMSException e) {
            close();
            throw new BrokerException(what + " failed; the next attempt connects anew", e);
        }
    }

    private ActiveMQSession session() throws JMSException {
        ActiveMQSession open = session;
        if (open != null && !open.getCoreSession().isClosed()) {
            return open;
        }
        close();
        Connection made = connections.createConnection();
        connection = made;
        made.start();
        open = (ActiveMQSession) made.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session = open;
        return open;
    }

    /** Lets go of its connection; the next call makes a new one. */
    @Override
    public synchronized void close() {
        Connection open = connection;
        session = null;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (JMSException gone) {
                LOG.debug("The connection to the broker was gone already", gone);
            }
        }
    }
}
