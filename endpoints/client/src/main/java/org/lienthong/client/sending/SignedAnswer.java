package org.lienthong.client.sending;

/** An answer of the bus, byte for byte, whose signature was verified. Proof in the caller's hands. */
public final class SignedAnswer {

    private final byte[] envelope;

    /** @param envelope copied */
    public SignedAnswer(byte[] envelope) {
        this.envelope = envelope.clone();
    }

    /** @return a copy */
    public byte[] envelope() {
        return envelope.clone();
    }
}
