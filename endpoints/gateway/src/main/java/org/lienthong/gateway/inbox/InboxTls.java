package org.lienthong.gateway.inbox;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS 1.3 and 1.2 towards inboxes, to the anchors of push.trust and to no others, the host name checked. */
public final class InboxTls {

    private final Optional<SSLSocketFactory> sockets;

    /** @param anchors none: there is no TLS */
    public InboxTls(List<X509Certificate> anchors) {
        this.sockets = anchors.isEmpty() ? Optional.empty() : Optional.of(factory(anchors));
    }

    private static SSLSocketFactory factory(List<X509Certificate> anchors) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < anchors.size(); i++) {
                store.setCertificateEntry("anchor-" + i, anchors.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the anchors of push.trust cannot be used", e);
        }
    }

    /** @return the socket with TLS on it, the other side's certificate checked against the host */
    Socket over(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = sockets.orElseThrow(() -> new IOException("no TLS: push.trust names no anchors"));
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }
}
