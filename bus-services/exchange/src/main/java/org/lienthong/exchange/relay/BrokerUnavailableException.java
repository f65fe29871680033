package org.lienthong.exchange.relay;

/** The broker cannot be reached or does not do its part now; nothing was committed there. Worth trying again. */
public final class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerUnavailableException(Throwable cause) {
        super(cause);
    }
}
