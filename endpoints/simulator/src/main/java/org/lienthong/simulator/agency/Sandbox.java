package org.lienthong.simulator.agency;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.original.OriginalVerifier;
import org.lienthong.client.soap.BusIdentity;
import org.lienthong.client.transport.BusHttp;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.seal.CrlShelf;
import org.lienthong.message.seal.TrustAnchors;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.simulator.authority.KeyFolder;

/**
 * A bus to try out, and the folder of the authority that made its keys and the agencies'.
 *
 * @param folder as {@code authority --out} made it
 * @param bus address of DocumentExchange
 */
public record Sandbox(Path folder, URI bus, BusUri name, SoapVersion soap) {

    /** The agency's client, with the key that the authority made for it. */
    public AgencyClient client(OrganId organ, AgencyClient.Settings settings) throws IOException {
        return client(organ, settings, http());
    }

    /** As {@link #client(OrganId, AgencyClient.Settings)}, over connections shared with others. */
    public AgencyClient client(OrganId organ, AgencyClient.Settings settings, BusHttp http) throws IOException {
        return AgencyClient.open(
                new BusIdentity(bus, name, List.of(certificate(folder.resolve("bus/certificate.pem"))), soap),
                KeyFolder.read(folder.resolve("organs").resolve(organ.value())),
                settings.actingFor(organ),
                http);
    }

    /** Connections to the bus, which trust the sandbox's authority. */
    public BusHttp http() throws IOException {
        return BusHttp.open("https".equals(bus.getScheme()) ? Optional.of(tls()) : Optional.empty());
    }

    /** A verifier of senders' signatures, on the sandbox's anchor and revocation lists. */
    OriginalVerifier originalVerifier() {
        TrustAnchors anchors = TrustAnchors.load(List.of(folder.resolve("ca.pem")), true);
        CrlShelf lists = new CrlShelf(folder.resolve("crl"), anchors);
        lists.refresh();
        return new OriginalVerifier(anchors, lists);
    }

    private SSLContext tls() throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", certificate(folder.resolve("ca.pem")));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unsupported) {
            throw new IOException("cannot trust " + folder, unsupported);
        }
    }

    private static X509Certificate certificate(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(pem + " holds no certificate", unreadable);
        }
    }
}
