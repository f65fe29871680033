package org.lienthong.message.seal;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A private key and its certificate.
 *
 * @param privateKey RSA of 2048 bits or more, or EC on P-256 or P-384
 */
public record SigningKey(PrivateKey privateKey, X509Certificate certificate) {

    /** @return without the key */
    @Override
    public String toString() {
        return "SigningKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
