package org.lienthong.exchange.broker;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;

/** An Artemis broker in this JVM: durable tokens on one directory, in-VM connections only, no network. */
@SuppressWarnings("DoNotCallSuggester")
public final class EmbeddedBroker implements AutoCloseable {

    private EmbeddedBroker() {}

    /** Starts the broker on its directory; bounded in time. */
    public static EmbeddedBroker start(Path dir) {
        throw new UnsupportedOperationException(dir.toString());
    }

    /** @return connections with consumer window 0 and blocking durable sends */
    public ConnectionFactory connections() {
        throw new UnsupportedOperationException();
    }

    /** @return making, removing and counting of queues */
    public BrokerQueues queues() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
