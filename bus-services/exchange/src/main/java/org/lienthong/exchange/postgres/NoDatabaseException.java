package org.lienthong.exchange.postgres;

import org.jspecify.annotations.Nullable;

/** The bus cannot start, or cannot go on, because its database is absent or not safe to promise on; for the operator. */
public final class NoDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoDatabaseException(String vietnamese, String english) {
        super(vietnamese + " / " + english);
    }

    NoDatabaseException(String vietnamese, String english, @Nullable Throwable cause) {
        super(vietnamese + " / " + english, cause);
    }
}
