package org.lienthong.client.sending;

/** Hears how far an upload has come, after every chunk, on the caller's thread. */
@FunctionalInterface
public interface UploadProgress {

    /** Nobody listens. */
    UploadProgress UNHEARD = (stored, length) -> {};

    /** @param stored bytes that the bus has on disk, of {@code length} */
    void reached(long stored, long length);
}
