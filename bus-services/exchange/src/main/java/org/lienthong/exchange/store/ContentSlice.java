package org.lienthong.exchange.store;

import org.lienthong.message.identity.Digest;

/** A run of bytes within a stored object: an attachment is a slice of the raw entity it came in. Offset and length in bytes. */
public record ContentSlice(Digest object, long offset, long length) {

    public ContentSlice {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("slice " + offset + "+" + length);
        }
    }
}
