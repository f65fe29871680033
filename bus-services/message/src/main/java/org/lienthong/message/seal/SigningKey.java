package org.lienthong.message.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lienthong.message.identity.Digest;

/**
 * A private key and its certificate.
 *
 * @param privateKey RSA of 2048 bits or more, or EC on P-256 or P-384
 */
public record SigningKey(PrivateKey privateKey, X509Certificate certificate) {

    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

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

    /**
     * @param certificate PEM, the key's own certificate first
     * @param privateKey PEM of an unencrypted PKCS #8 key
     * @throws IllegalArgumentException if either cannot be read
     */
    public static SigningKey load(Path certificate, Path privateKey) {
        try (InputStream in = Files.newInputStream(certificate)) {
            Matcher pem = PEM_KEY.matcher(Files.readString(privateKey));
            if (!pem.find()) {
                throw new IllegalArgumentException(privateKey + " holds no PKCS #8 key in PEM (BEGIN PRIVATE KEY)");
            }
            return new SigningKey(
                    decode(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)))),
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot read a key from " + privateKey + " and " + certificate, e);
        }
    }

    private static PrivateKey decode(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (InvalidKeySpecException notRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
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
