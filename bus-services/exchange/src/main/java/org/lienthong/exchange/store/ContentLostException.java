package org.lienthong.exchange.store;

import org.lienthong.message.identity.Digest;

/** A row names content that the disk does not have, or not whole: the operator restores it from the archive's copy. */
public final class ContentLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Digest digest;

    ContentLostException(ContentSlice slice, long size) {
        super("object " + slice.object() + " has " + size + " bytes on disk, but " + slice.offset() + "+"
                + slice.length() + " were asked for: restore it from a copy of the store");
        this.digest = slice.object();
    }

    ContentLostException(ContentSlice slice, Throwable cause) {
        super("object " + slice.object() + " is not in the store: restore it from a copy of the store", cause);
        this.digest = slice.object();
    }

    public Digest digest() {
        return digest;
    }
}
