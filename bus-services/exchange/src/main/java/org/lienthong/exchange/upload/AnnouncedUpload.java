package org.lienthong.exchange.upload;

import org.lienthong.message.identity.Digest;

/** What an agency signed about a file that it is going to bring; length in bytes. */
public record AnnouncedUpload(long length, Digest sha256, String mediaType) {

    public AnnouncedUpload {
        if (length < 0) {
            throw new IllegalArgumentException("negative length " + length);
        }
    }
}
