package org.lienthong.exchange.broker;

import jakarta.jms.ConnectionFactory;
import java.util.OptionalLong;
import java.util.Set;

/** Queues made, removed and counted, on an embedded or a remote Artemis alike. Safe for use by several threads. */
@SuppressWarnings("DoNotCallSuggester")
public final class BrokerQueues implements AutoCloseable {

    private final ConnectionFactory connections;

    /** @param connections of Artemis */
    public BrokerQueues(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** Makes a durable anycast queue of this name unless it exists. */
    public void create(String queue) {
        throw new UnsupportedOperationException(queue + connections);
    }

    /**
     * Removes the queue with its tokens; one with consumers is left alone.
     *
     * @return whether it is gone
     */
    public boolean remove(String queue) {
        throw new UnsupportedOperationException(queue);
    }

    /** @return the tokens in the queue, those with a consumer included; empty when there is no such queue */
    public OptionalLong depth(String queue) {
        throw new UnsupportedOperationException(queue);
    }

    /** @return the names of all queues that start so */
    public Set<String> startingWith(String prefix) {
        throw new UnsupportedOperationException(prefix);
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
