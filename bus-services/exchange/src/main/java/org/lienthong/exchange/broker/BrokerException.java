package org.lienthong.exchange.broker;

import org.jspecify.annotations.Nullable;

/** The broker did not do what was asked; nothing durable is lost by it, because the database is the truth. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
