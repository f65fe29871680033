package org.lienthong.client.failure;

/**
 * Content that is not what was announced or signed. A recipient answers it with {@code REFUSED} and the reason
 * DigestMismatch or SignatureInvalid.
 */
public final class ContentMismatch extends ExchangeFailure {

    private static final long serialVersionUID = 1L;

    public ContentMismatch(String what, Object expected, Object found) {
        super(what + ": expected " + expected + ", found " + found);
    }

    public ContentMismatch(String message, Throwable cause) {
        super(message, cause);
    }
}
