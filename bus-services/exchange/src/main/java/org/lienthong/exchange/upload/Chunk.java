package org.lienthong.exchange.upload;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Some bytes of an upload, still unread.
 *
 * @param offset where the caller says they belong
 * @param length in bytes
 */
public record Chunk(long offset, long length, Body body) {

    public Chunk {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("chunk " + offset + "+" + length);
        }
    }

    /** The bytes as they arrive. MUST NOT be read before it is asked. */
    @FunctionalInterface
    public interface Body {

        /**
         * Writes no more than the chunk's length.
         *
         * @throws org.lienthong.message.refusal.RefusedException the connection broke or became too slow; what was written
         *     before counts
         * @throws IOException the disk
         */
        void copyTo(OutputStream out) throws IOException;
    }
}
