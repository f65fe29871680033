package org.lienthong.client.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.ledger.ReceivedLedger;
import org.lienthong.client.ledger.SentLedger;
import org.lienthong.client.ledger.UploadLedger;
import org.lienthong.client.original.OriginalVerifier;
import org.lienthong.client.soap.BusIdentity;
import org.lienthong.message.seal.CrlShelf;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.seal.TrustAnchors;

/** What a configuration makes possible. */
final class Connection {

    private final ClientConfiguration configuration;
    private final InstantSource clock;

    Connection(ClientConfiguration configuration, InstantSource clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    ClientConfiguration configuration() {
        return configuration;
    }

    InstantSource clock() {
        return clock;
    }

    AgencyClient client() {
        List<X509Certificate> pinned = new ArrayList<>();
        configuration.files("bus.certificates").forEach(file -> pinned.addAll(certificates(file)));
        BusIdentity bus =
                new BusIdentity(configuration.address(), configuration.busName(), pinned, configuration.soap());
        AgencyClient.Settings settings = AgencyClient.Settings.standard();
        if (configuration.organ().isPresent()) {
            settings = settings.actingFor(configuration.organ().get());
        }
        if (configuration.has("tls.authorities")) {
            settings = settings.trusting(tls(configuration.files("tls.authorities")));
        }
        return AgencyClient.open(bus, key(), settings);
    }

    /** Of senders' signatures, on this agency's own anchors. */
    OriginalVerifier verifier() {
        List<Path> authorities = configuration.files("trust.authorities");
        Path lists = configuration.existing("trust.revocation-lists");
        try {
            TrustAnchors anchors = TrustAnchors.load(authorities, configuration.sandboxTrusted());
            CrlShelf shelf = new CrlShelf(lists, anchors);
            shelf.refresh();
            return new OriginalVerifier(anchors, shelf);
        } catch (IllegalArgumentException unusable) {
            throw new ConfigurationRefused(
                    "trust.authorities không dùng được: " + unusable.getMessage(),
                    "trust.authorities cannot be used: " + unusable.getMessage(),
                    unusable);
        }
    }

    SentLedger sent() throws IOException {
        return SentLedger.open(configuration.ledger().resolve("sent"), clock);
    }

    ReceivedLedger received() throws IOException {
        return ReceivedLedger.open(configuration.ledger().resolve("received"), clock);
    }

    UploadLedger uploads() throws IOException {
        return UploadLedger.open(client(), configuration.ledger().resolve("uploads"), clock);
    }

    private SigningKey key() {
        try {
            if (configuration.has("key.store")) {
                char[] password = Files.readString(configuration.existing("key.password-file"))
                        .strip()
                        .toCharArray();
                return SigningKey.load(configuration.existing("key.store"), password);
            }
            return SigningKey.load(
                    configuration.existing("key.certificate"), configuration.existing("key.private-key"));
        } catch (IOException | IllegalArgumentException unreadable) {
            String why = unreadable.getMessage()
                    + Optional.ofNullable(unreadable.getCause())
                            .map(cause -> " (" + cause.getMessage() + ")")
                            .orElse("");
            throw new ConfigurationRefused("không đọc được khoá: " + why, "the key cannot be read: " + why, unreadable);
        }
    }

    private static SSLContext tls(List<Path> authorities) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (Path file : authorities) {
                for (X509Certificate one : certificates(file)) {
                    trusted.setCertificateEntry("ca-" + trusted.size(), one);
                }
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new ConfigurationRefused(
                    "tls.authorities không dùng được", "tls.authorities cannot be used", unusable);
        }
    }

    private static List<X509Certificate> certificates(Path pem) {
        List<X509Certificate> read = new ArrayList<>();
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                read.add((X509Certificate) one);
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new ConfigurationRefused(
                    "không đọc được chứng thư số trong " + pem, "no certificate can be read from " + pem, unreadable);
        }
        if (read.isEmpty()) {
            throw new ConfigurationRefused(pem + " không có chứng thư số nào", pem + " holds no certificate");
        }
        return read;
    }
}
