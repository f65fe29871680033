package org.lienthong.client.failure;

/** A call to the bus that brought no answer to rely on. */
public abstract sealed class ExchangeFailure extends RuntimeException
        permits TransportFailure, BusRefused, ContentMismatch, UploadGone {

    private static final long serialVersionUID = 1L;

    ExchangeFailure(String message) {
        super(message);
    }

    ExchangeFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
