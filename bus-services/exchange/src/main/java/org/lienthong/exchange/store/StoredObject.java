package org.lienthong.exchange.store;

import org.lienthong.message.identity.Digest;

/** An object that is whole and on disk; its length in bytes. */
public record StoredObject(Digest digest, long length) {

    public StoredObject {
        if (length < 0) {
            throw new IllegalArgumentException("negative length " + length);
        }
    }

    /** @return the whole object as a slice */
    public ContentSlice whole() {
        return new ContentSlice(digest, 0, length);
    }
}
