package org.lienthong.gateway.configuration;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** A private key and its certificates, the key's own first. */
public record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {

    private static final byte[] PROBE = {1};

    public KeyMaterial {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** @return whether the certificate is of this key, found by signing something with it */
    boolean isPair() {
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] value = signature.sign();
            signature.initVerify(certificate());
            signature.update(PROBE);
            return signature.verify(value);
        } catch (GeneralSecurityException anotherKind) {
            return false;
        }
    }

    /** @return without the key */
    @Override
    public String toString() {
        return "KeyMaterial[" + certificate().getSubjectX500Principal() + "]";
    }
}
