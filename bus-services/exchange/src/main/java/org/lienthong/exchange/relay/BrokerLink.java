package org.lienthong.exchange.relay;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One shared connection to the broker, made at first need and anew after it failed. Safe for several threads. */
public final class BrokerLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);

    private final ConnectionFactory connections;
    private final Queue<Connection> failed = new ArrayDeque<>();
    private @Nullable Connection shared;
    private boolean closed;

    public BrokerLink(ConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * @return a session of its own for one thread; what is not committed when it closes never happened
     * @throws BrokerUnavailableException if the broker cannot be reached
     */
    public TokenSession tokens() {
        try {
            return new TokenSession(session(true));
        } catch (JMSException e) {
            throw new BrokerUnavailableException(e);
        }
    }

    /** A connection that died unnoticed is found out here: then once more on a fresh one. */
    Session session(boolean transacted) throws JMSException {
        int mode = transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE;
        Connection connection = connection();
        try {
            return connection.createSession(transacted, mode);
        } catch (JMSException e) {
            LOG.debug("The connection to the broker has died; making a new one", e);
            drop(connection);
        }
        return connection().createSession(transacted, mode);
    }

    private synchronized Connection connection() throws JMSException {
        if (closed) {
            throw new jakarta.jms.IllegalStateException("the link is closed");
        }
        closeFailed();
        Connection current = shared;
        if (current == null) {
            Connection made = connections.createConnection();
            made.setExceptionListener(failure -> drop(made));
            made.start();
            shared = made;
            return made;
        }
        return current;
    }

    /** Not closed here: this may run on the connection's own failure thread. */
    private synchronized void drop(Connection broken) {
        if (broken.equals(shared)) {
            shared = null;
            failed.add(broken);
        }
    }

    private void closeFailed() {
        for (Connection broken = failed.poll(); broken != null; broken = failed.poll()) {
            closeQuietly(broken);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (JMSException e) {
            LOG.debug("A connection to the broker did not close cleanly; the broker will drop it", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeFailed();
        Connection current = shared;
        shared = null;
        if (current != null) {
            closeQuietly(current);
        }
    }
}
