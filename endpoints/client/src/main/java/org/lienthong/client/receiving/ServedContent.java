package org.lienthong.client.receiving;

import java.net.URI;
import java.time.Instant;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.message.identity.Digest;

/** Content of a delivery: in the answer, or behind a link of the bus. */
public sealed interface ServedContent {

    /** @return in bytes */
    long length();

    Digest sha256();

    /** In the answer; length and digest were checked. */
    final class Inline implements ServedContent {

        private final byte[] bytes;
        private final Digest sha256;

        private Inline(byte[] bytes, Digest sha256) {
            this.bytes = bytes;
            this.sha256 = sha256;
        }

        /** @throws ContentMismatch if the bytes are not the announced ones */
        public static Inline checked(String what, byte[] bytes, long announcedLength, Digest announced) {
            if (bytes.length != announcedLength) {
                throw new ContentMismatch(what + " length", announcedLength, bytes.length);
            }
            Digest found = Digest.sha256(bytes);
            if (!found.equals(announced)) {
                throw new ContentMismatch(what + " SHA-256", announced, found);
            }
            return new Inline(bytes.clone(), found);
        }

        /** @return a copy */
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public Digest sha256() {
            return sha256;
        }
    }

    /** Behind a link; checked when fetched. The token is a secret: it opens the content to whoever holds it. */
    record Linked(long length, Digest sha256, URI url, String token, Instant expiresAt) implements ServedContent {

        @Override
        public String toString() {
            return "Linked[" + url + ", " + length + " bytes, " + sha256 + ", until " + expiresAt + "]";
        }
    }
}
