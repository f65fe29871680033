package org.lienthong.message.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest; shown and sent as 64 lower-case hexadecimal digits. */
public final class Digest implements Comparable<Digest> {

    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param bytes exactly 32, copied */
    public static Digest of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new MalformedIdentifierException("Digest", HexFormat.of().formatHex(bytes));
        }
        return new Digest(bytes.clone());
    }

    /** @param hex 64 lower-case hexadecimal digits */
    public static Digest parse(String hex) {
        if (hex.length() != 2 * LENGTH
                || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new MalformedIdentifierException("Digest", hex);
        }
        return new Digest(HexFormat.of().parseHex(hex));
    }

    /** @return the digest of these bytes */
    public static Digest sha256(byte[] content) {
        return new Digest(newSha256().digest(content));
    }

    /** @return what the hasher has seen; the hasher is reset */
    public static Digest finish(MessageDigest sha256) {
        return of(sha256.digest());
    }

    /** @return a fresh SHA-256 hasher */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** @return a copy of the 32 bytes */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Digest other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
