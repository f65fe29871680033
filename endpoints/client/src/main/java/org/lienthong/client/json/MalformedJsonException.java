package org.lienthong.client.json;

/** Text that is not the JSON that was expected. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String what) {
        super(what);
    }

    MalformedJsonException(Throwable cause) {
        super(cause);
    }
}
