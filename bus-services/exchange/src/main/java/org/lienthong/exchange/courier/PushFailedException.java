package org.lienthong.exchange.courier;

/** A call of an inbox that does not count; the delivery goes on waiting. */
public final class PushFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final PushFailure failure;

    public PushFailedException(PushFailure failure, String detail) {
        super(failure.wire() + ": " + detail);
        this.failure = failure;
    }

    public PushFailedException(PushFailure failure, String detail, Throwable cause) {
        super(failure.wire() + ": " + detail, cause);
        this.failure = failure;
    }

    PushFailure failure() {
        return failure;
    }
}
