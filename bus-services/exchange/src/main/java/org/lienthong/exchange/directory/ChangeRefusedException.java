package org.lienthong.exchange.directory;

/** A change that cannot be made, proposed or approved; nothing was changed. The message says why in both languages. */
public final class ChangeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChangeRefusedException(String vi, String en) {
        super(vi + " / " + en);
    }
}
