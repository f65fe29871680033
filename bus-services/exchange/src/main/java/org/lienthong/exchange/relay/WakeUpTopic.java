package org.lienthong.exchange.relay;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.Collection;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQAddressExistsException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.lienthong.message.identity.OrganId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one topic on which relays say to whom something has come: a text of organ ids, one a line. Nothing is kept: who does
 * not listen misses it, and looks for himself when he listens again.
 */
final class WakeUpTopic {

    private static final Logger LOG = LoggerFactory.getLogger(WakeUpTopic.class);
    private static final SimpleString ADDRESS = SimpleString.of(OrganQueues.WAKE_UPS);

    private final BrokerLink broker;
    private final AtomicBoolean silent = new AtomicBoolean();

    WakeUpTopic(BrokerLink broker) {
        this.broker = broker;
    }

    /** The tokens are in the queues already: a failure here costs waiting pollers time, not documents, so it is only logged. */
    void publish(Collection<OrganId> organs) {
        try (Session session = broker.session(false);
                MessageProducer producer = session.createProducer(topic(session))) {
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.send(session.createTextMessage(
                    organs.stream().map(OrganId::value).collect(Collectors.joining("\n"))));
            silent.set(false);
        } catch (JMSException e) {
            if (silent.compareAndSet(false, true)) {
                LOG.warn(
                        "Wake-ups do not get through: long polls answer only when their time is over; sent again"
                                + " with the next tokens",
                        e);
            }
        }
    }

    /** @return a listener for everything published from now on */
    MessageConsumer listen(Session session) throws JMSException {
        return session.createConsumer(topic(session));
    }

    private static Topic topic(Session session) throws JMSException {
        ClientSession core = ((ActiveMQSession) session).getCoreSession();
        try {
            if (!core.addressQuery(ADDRESS).isExists()) {
                core.createAddress(ADDRESS, EnumSet.of(RoutingType.MULTICAST), false);
            }
        } catch (ActiveMQAddressExistsException anotherWasFaster) {
            LOG.debug("Another process has just made the topic of wake-ups");
        } catch (ActiveMQException e) {
            JMSException failure = new JMSException("no topic of wake-ups");
            failure.initCause(e);
            throw failure;
        }
        return session.createTopic(OrganQueues.WAKE_UPS);
    }
}
