package org.lienthong.exchange.testing;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.function.Supplier;

/** Connections to a broker that a test takes away and gives back, also as another one after a restart. */
public final class SwitchedConnections implements ConnectionFactory {

    private final Supplier<ConnectionFactory> now;
    private volatile boolean on = true;

    public SwitchedConnections(Supplier<ConnectionFactory> now) {
        this.now = now;
    }

    public void turn(boolean onOrOff) {
        on = onOrOff;
    }

    @Override
    public Connection createConnection() throws JMSException {
        if (!on) {
            throw new JMSException("switched off");
        }
        return now.get().createConnection();
    }

    @Override
    public Connection createConnection(String user, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JMSContext createContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public JMSContext createContext(String user, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JMSContext createContext(String user, String password, int mode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JMSContext createContext(int mode) {
        throw new UnsupportedOperationException();
    }
}
