package org.lienthong.message.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The digests that may bind a part. */
enum DigestMethod {
    SHA256("http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256", 32),
    SHA384("http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384", 48),
    SHA512("http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512", 64);

    private final String uri;
    private final String jcaName;
    private final int length;

    DigestMethod(String uri, String jcaName, int length) {
        this.uri = uri;
        this.jcaName = jcaName;
        this.length = length;
    }

    static Optional<DigestMethod> of(String uri) {
        for (DigestMethod method : values()) {
            if (method.uri.equals(uri)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    String uri() {
        return uri;
    }

    String jcaName() {
        return jcaName;
    }

    /** @return of a digest, in bytes */
    int length() {
        return length;
    }

    MessageDigest hasher() {
        try {
            return MessageDigest.getInstance(jcaName);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
