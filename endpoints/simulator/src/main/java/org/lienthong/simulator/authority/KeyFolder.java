package org.lienthong.simulator.authority;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import org.lienthong.message.seal.SigningKey;

/**
 * One key in a folder: {@code key.p12} under the password in {@code password}, the same as {@code key.pem} (PKCS#8), and
 * {@code certificate.pem}. Only the owner can read the first three.
 */
public final class KeyFolder {

    private static final String ALIAS = "key";

    private KeyFolder() {}

    static void write(Path folder, Secrets secrets, SigningKey key, List<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        Secrets.folder(folder);
        char[] password = secrets.newPassword(folder.resolve("password")).toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        List<Certificate> chain = new ArrayList<>(List.of(key.certificate()));
        chain.addAll(authorities);
        store.setKeyEntry(ALIAS, key.privateKey(), password, chain.toArray(Certificate[]::new));
        Path file = folder.resolve("key.p12");
        Secrets.write(file, new byte[0]);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        Secrets.write(
                folder.resolve("key.pem"),
                pem("PRIVATE KEY", key.privateKey().getEncoded()).getBytes(StandardCharsets.US_ASCII));
        Files.writeString(folder.resolve("certificate.pem"), pem(key.certificate()));
    }

    /** @throws IOException if the folder is not one that an authority wrote */
    public static SigningKey read(Path folder) throws IOException {
        char[] password = Files.readString(folder.resolve("password"), StandardCharsets.US_ASCII)
                .strip()
                .toCharArray();
        try (InputStream in = Files.newInputStream(folder.resolve("key.p12"))) {
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

    static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    static String pem(String kind, byte[] der) {
        StringWriter text = new StringWriter();
        text.write("-----BEGIN " + kind + "-----\n");
        text.write(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
        text.write("\n-----END " + kind + "-----\n");
        return text.toString();
    }
}
