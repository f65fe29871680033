package org.lienthong.message.wire;

/** Reads the root part of a message into an {@link Envelope}, once, under limits; judges structure and nothing else. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
public final class EnvelopeReader {

    /** As {@link #read(byte[], Announced)} where the transport says no more than the version. */
    public Envelope read(byte[] rootPart, SoapVersion announced) {
        return read(rootPart, Announced.as(announced));
    }

    /**
     * @param rootPart the decoded root part, capped by the door; kept, not copied
     * @throws org.lienthong.message.refusal.RefusedException Malformed, VersionMismatch, NotUnderstood, ActionMismatch,
     *     AddressingRefused, EncryptionNotSupported, MtomNotSupported
     */
    public Envelope read(byte[] rootPart, Announced announced) {
        throw new UnsupportedOperationException("follows");
    }
}
