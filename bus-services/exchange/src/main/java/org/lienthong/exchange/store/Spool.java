package org.lienthong.exchange.store;

import java.io.OutputStream;
import org.lienthong.message.identity.Digest;

/** A file being written: hashed and counted as it grows, refused past its limit, discarded unless kept. One thread. */
public abstract class Spool extends OutputStream {

    Spool() {}

    /** @return bytes written so far */
    public abstract long length();

    /**
     * Ends the writing.
     *
     * @return the SHA-256 of everything written; the same again when asked again
     */
    public abstract Digest seal();

    /** Throws what was written away, unless it was kept; safe to repeat. */
    @Override
    public abstract void close();
}
