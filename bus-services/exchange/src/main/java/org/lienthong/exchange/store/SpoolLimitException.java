package org.lienthong.exchange.store;

import java.io.IOException;

/** More bytes than the spool may hold; an answer to the sender (TooLarge), not a fault of the disk. */
public final class SpoolLimitException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    SpoolLimitException(long limit) {
        super("more than " + limit + " bytes");
        this.limit = limit;
    }

    /** @return bytes */
    public long limit() {
        return limit;
    }
}
