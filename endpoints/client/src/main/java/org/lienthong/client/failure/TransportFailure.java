package org.lienthong.client.failure;

/**
 * Nobody knows whether the bus acted: no answer, an answer without the bus's valid signature, or a signed answer to another
 * request. Never final: repeat the same call, a submission with the same MessageId.
 */
public final class TransportFailure extends ExchangeFailure {

    private static final long serialVersionUID = 1L;

    public TransportFailure(String message) {
        super(message);
    }

    public TransportFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
