package org.lienthong.exchange.admission;

import java.util.Arrays;
import org.lienthong.message.identity.Digest;

/** The edXML with what the sender signed about it. */
public final class AnnouncedEdxml {

    private final long length;
    private final Digest sha256;
    private final byte[] bytes;

    /**
     * @param length as announced, in bytes
     * @param sha256 as announced
     * @param bytes as decoded; not copied, not to be changed
     */
    public AnnouncedEdxml(long length, Digest sha256, byte[] bytes) {
        this.length = length;
        this.sha256 = sha256;
        this.bytes = bytes;
    }

    public long length() {
        return length;
    }

    public Digest sha256() {
        return sha256;
    }

    byte[] bytes() {
        return bytes;
    }

    /**
     * @return the bytes, which are as announced; not to be changed
     * @throws org.lienthong.message.refusal.RefusedException DigestMismatch
     */
    public byte[] asAnnounced() {
        if (length != bytes.length) {
            throw Mismatch.length("Edxml", length, bytes.length).refused();
        }
        Digest found = Digest.sha256(bytes);
        if (!found.equals(sha256)) {
            throw Mismatch.digest("Edxml", sha256, found).refused();
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AnnouncedEdxml edxml
                && length == edxml.length
                && sha256.equals(edxml.sha256)
                && Arrays.equals(bytes, edxml.bytes);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
