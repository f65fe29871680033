package org.lienthong.message.seal;

import java.time.Duration;
import java.time.Instant;
import org.w3c.dom.Document;

/** Puts a seal on an envelope: what the bus does to answers and faults, and clients to requests. Thread-safe. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
public final class SealSigner {

    /**
     * Adds wsse:Security with BinarySecurityToken, Timestamp and a Signature over Body, Timestamp and every other header, and
     * writes the whole out. The document is changed and MUST NOT be used again.
     *
     * @param life from Created to Expires, at most 10 minutes
     * @return the envelope in UTF-8, exactly as signed
     */
    public byte[] seal(Document envelope, SigningKey key, Instant now, Duration life) {
        throw new UnsupportedOperationException("follows");
    }
}
