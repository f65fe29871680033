package org.lienthong.gateway.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.lienthong.message.seal.SigningKey;

/** Connections by TLS to a bus on loopback, whose authority is trusted, showing a certificate or none. */
public record TlsLine(int port, SSLContext context) implements TestAgency.Line {

    private static final char[] PASSWORD = "in memory".toCharArray();

    /** @param shown the key of the connection */
    public static TlsLine to(int port, TestKeys keys, Optional<SigningKey> shown) {
        try {
            KeyStore trusted = empty();
            trusted.setCertificateEntry("ca", keys.authority().certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyStore own = empty();
            if (shown.isPresent()) {
                Certificate[] chain = {
                    shown.get().certificate(), keys.authority().certificate()
                };
                own.setKeyEntry("own", shown.get().privateKey(), PASSWORD, chain);
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(own, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
            return new TlsLine(port, context);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    @Override
    public RawHttp open() throws IOException {
        return new RawHttp(context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
    }
}
