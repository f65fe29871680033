package org.lienthong.exchange.operator;

import java.security.PublicKey;
import org.lienthong.message.identity.Digest;

/**
 * Somebody who may change the directory.
 *
 * @param name for the command line and the configuration only; it never becomes evidence
 */
public record Operator(String name, PublicKey key) {

    /** @return SHA-256 of the key's SubjectPublicKeyInfo: who he is in evidence */
    public Digest fingerprint() {
        return Digest.sha256(key.getEncoded());
    }
}
