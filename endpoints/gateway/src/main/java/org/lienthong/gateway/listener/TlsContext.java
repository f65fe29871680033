package org.lienthong.gateway.listener;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.lienthong.gateway.configuration.GatewayConfiguration.Tls;
import org.lienthong.gateway.configuration.KeyMaterial;

/** TLS 1.3 and 1.2 with forward secrecy and authenticated encryption, and nothing older (RFC 9325). */
final class TlsContext {

    static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    static final String[] SUITES = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    };

    private TlsContext() {}

    /** @param authorities whose client certificates are asked for, if any are */
    static SslContextFactory.Server of(Tls tls, List<X509Certificate> authorities) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        String password = randomPassword();
        context.setKeyStore(keyStore(tls.key().load(), password));
        context.setKeyStorePassword(password);
        context.setKeyManagerPassword(password);
        context.setIncludeProtocols(PROTOCOLS);
        context.setExcludeProtocols();
        context.setIncludeCipherSuites(SUITES);
        context.setExcludeCipherSuites();
        context.setRenegotiationAllowed(false);
        context.setUseCipherSuitesOrder(true);
        if (tls.clientCertificates() != Tls.ClientCertificates.NONE) {
            context.setTrustStore(trustStore(authorities));
            context.setWantClientAuth(tls.clientCertificates() == Tls.ClientCertificates.WANT);
            context.setNeedClientAuth(tls.clientCertificates() == Tls.ClientCertificates.NEED);
        }
        return context;
    }

    private static KeyStore keyStore(KeyMaterial material, String password) {
        try {
            KeyStore store = empty();
            X509Certificate[] chain = material.chain().toArray(X509Certificate[]::new);
            store.setKeyEntry("listener", material.key(), password.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the TLS key cannot be used", e);
        }
    }

    private static KeyStore trustStore(List<X509Certificate> authorities) {
        try {
            KeyStore store = empty();
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry(
                        authority.getSerialNumber() + "@" + Arrays.hashCode(authority.getSignature()), authority);
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the authorities cannot be used", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException nothingIsRead) {
            throw new IllegalStateException(nothingIsRead);
        }
        return store;
    }

    /** The store lives in memory only; its API wants a password all the same. */
    private static String randomPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }
}
