package org.lienthong.simulator.authority;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.lienthong.message.seal.SigningKey;

/**
 * One key in a folder: {@code key.p12} under the password in {@code password}, the same as {@code key-legacy.p12} for old
 * readers and as {@code key.pem} (PKCS#8), and {@code certificate.pem}. Only the owner can read the first four.
 */
public final class KeyFolder {

    private static final String ALIAS = "key";
    private static final String CERTIFICATE = "certificate.pem";
    private static final String MODERN = "key.p12";
    private static final String LEGACY = "key-legacy.p12";

    private KeyFolder() {}

    /** Makes the files, or makes them again for another certificate of the same key; the password stays. */
    static void write(Path folder, Secrets secrets, SigningKey key, List<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        Secrets.folder(folder);
        char[] password = secrets.password(folder.resolve("password")).toCharArray();
        List<X509Certificate> chain = new ArrayList<>(List.of(key.certificate()));
        chain.addAll(authorities);
        Secrets.write(folder.resolve(MODERN), modern(key, chain, password));
        Secrets.write(folder.resolve(LEGACY), LegacyKeyStore.of(key, chain, password));
        Secrets.write(
                folder.resolve("key.pem"),
                pem("PRIVATE KEY", key.privateKey().getEncoded()).getBytes(StandardCharsets.US_ASCII));
        Secrets.publish(folder.resolve(CERTIFICATE), pem(key.certificate())); // last: now the folder is whole
    }

    static boolean isWhole(Path folder) {
        return Stream.of(CERTIFICATE, MODERN, LEGACY, "key.pem", "password")
                .allMatch(name -> Files.exists(folder.resolve(name)));
    }

    private static byte[] modern(SigningKey key, List<X509Certificate> chain, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry(ALIAS, key.privateKey(), password, chain.toArray(Certificate[]::new));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password);
        return out.toByteArray();
    }

    /** @throws IOException if the folder is not one that an authority wrote */
    public static SigningKey read(Path folder) throws IOException {
        char[] password = Files.readString(folder.resolve("password"), StandardCharsets.US_ASCII)
                .strip()
                .toCharArray();
        try (InputStream in = Files.newInputStream(folder.resolve(MODERN))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            if (store.getKey(ALIAS, password) instanceof PrivateKey key
                    && store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
                return new SigningKey(key, certificate);
            }
            throw new IOException(folder + " holds no key named " + ALIAS);
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(folder + " holds no readable key", unreadable);
        }
    }

    /** @return as a PEM file holds it */
    public static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    /** @param kind of the PEM label, e.g. {@code PRIVATE KEY} */
    public static String pem(String kind, byte[] der) {
        StringWriter text = new StringWriter();
        text.write("-----BEGIN " + kind + "-----\n");
        text.write(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
        text.write("\n-----END " + kind + "-----\n");
        return text.toString();
    }
}
