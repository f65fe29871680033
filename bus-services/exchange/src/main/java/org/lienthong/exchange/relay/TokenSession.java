package org.lienthong.exchange.relay;

import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.identity.OrganId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tokens received or sent in one transaction of the broker. For one thread. */
public final class TokenSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TokenSession.class);

    private final Session session;
    private final Map<OrganId, MessageConsumer> consumers = new HashMap<>();
    private @Nullable MessageProducer producer;

    TokenSession(Session session) {
        this.session = session;
    }

    /**
     * Does not wait: takes what is in the organ's queue now, in order of priority.
     *
     * @param max at most so many
     * @return none also when the organ has no queue
     * @throws BrokerUnavailableException if the broker fails; the session is then good for nothing but closing
     */
    public List<Token> receive(OrganId organ, int max) {
        List<Token> received = new ArrayList<>();
        try {
            MessageConsumer consumer = consumer(organ);
            while (received.size() < max) {
                Message message = consumer.receiveNoWait();
                if (message == null) {
                    return received;
                }
                read(message).ifPresent(received::add);
            }
            return received;
        } catch (InvalidDestinationException noSuchQueue) {
            return received;
        } catch (JMSException e) {
            throw new BrokerUnavailableException(e);
        }
    }

    void send(OrganId organ, Token token, int priority) throws JMSException {
        MessageProducer open = producer;
        if (open == null) {
            open = session.createProducer(null);
            open.setDisableMessageID(true);
            open.setDisableMessageTimestamp(true);
            producer = open;
        }
        open.send(
                session.createQueue(OrganQueues.nameOf(organ)),
                session.createTextMessage(token.text()),
                DeliveryMode.PERSISTENT,
                priority,
                Message.DEFAULT_TIME_TO_LIVE);
    }

    /** @throws BrokerUnavailableException if the outcome is not known to be a commit: expect the tokens again */
    public void commit() {
        try {
            session.commit();
        } catch (JMSException e) {
            throw new BrokerUnavailableException(e);
        }
    }

    /** Gives back what was received and forgets what was sent since the last commit. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (JMSException e) {
            LOG.debug("A session of the broker did not close cleanly; the broker gives its tokens back", e);
        }
    }

    private MessageConsumer consumer(OrganId organ) throws JMSException {
        MessageConsumer known = consumers.get(organ);
        if (known == null) {
            known = session.createConsumer(session.createQueue(OrganQueues.nameOf(organ)));
            consumers.put(organ, known);
        }
        return known;
    }

    private static Optional<Token> read(Message message) throws JMSException {
        Optional<Token> token = message instanceof TextMessage text ? Token.parse(text.getText()) : Optional.empty();
        if (token.isEmpty()) {
            LOG.warn("A queue of an organ held something that is no token; it is dropped with this poll's commit");
        }
        return token;
    }
}
