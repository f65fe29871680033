package org.lienthong.message.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.lienthong.message.identity.Digest;

/**
 * A private key and its certificate.
 *
 * @param privateKey RSA of 2048 bits or more, or EC on P-256 or P-384
 */
public record SigningKey(PrivateKey privateKey, X509Certificate certificate) {

    /**
     * @param pkcs12 a PKCS #12 file with one key
     * @throws IllegalArgumentException if it cannot be read or holds another number of keys
     */
    public static SigningKey load(Path pkcs12, char[] password) {
        try (InputStream in = Files.newInputStream(pkcs12)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            List<String> keys = Collections.list(store.aliases()).stream()
                    .filter(alias -> isKey(store, alias))
                    .toList();
            if (keys.size() != 1) {
                throw new IllegalArgumentException(pkcs12 + " must hold one key, but holds " + keys.size());
            }
            PrivateKey key = (PrivateKey) store.getKey(keys.get(0), password);
            return new SigningKey(key, (X509Certificate) store.getCertificate(keys.get(0)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot read a key from " + pkcs12, e);
        }
    }

    /** @return SHA-256 of the SubjectPublicKeyInfo: the name by which a directory knows the key */
    public Digest spkiSha256() {
        return CallerKey.spki(certificate);
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return without the key */
    @Override
    public String toString() {
        return "SigningKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
