package org.lienthong.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.seal.TestAuthority;

/** A throw-away authority and the keys of a small world: VPCP (G22), HCMC (H29), Hanoi (H26), the bus, a stranger, a revoked key. */
public final class TestKeys {

    private final TestAuthority authority = TestAuthority.root("Liên Thông test authority");
    private final SigningKey vpcp = authority.issue("VPCP", TestAuthority.rsa(2048));
    private final SigningKey hcmc = authority.issue("HCMC", TestAuthority.ec("secp256r1"));
    private final SigningKey hanoi = authority.issue("Hanoi", TestAuthority.rsa(2048));
    private final SigningKey regional = authority.issue("Regional", TestAuthority.ec("secp256r1"));
    private final SigningKey stranger = authority.issue("Stranger", TestAuthority.ec("secp256r1"));
    private final SigningKey revoked = authority.issue("Revoked", TestAuthority.ec("secp256r1"));
    private final SigningKey bus = authority.issue("Bus", TestAuthority.rsa(2048));
    private final OddKeys odd = new OddKeys(authority);

    public SigningKey vpcp() {
        return vpcp;
    }

    public SigningKey hcmc() {
        return hcmc;
    }

    /** @return of H26, which takes all that waits for it: send it nothing that another test counts on */
    public SigningKey hanoi() {
        return hanoi;
    }

    /** @return of a system that acts for H29 and H49 by mandate, and sends for neither */
    public SigningKey regional() {
        return regional;
    }

    /** @return certified, not registered */
    public SigningKey stranger() {
        return stranger;
    }

    /** @return registered for VPCP, revoked by its authority */
    public SigningKey revoked() {
        return revoked;
    }

    public SigningKey bus() {
        return bus;
    }

    public TestAuthority authority() {
        return authority;
    }

    /** @param name of a key here or in {@link OddKeys} */
    public SigningKey named(String name) {
        return switch (name) {
            case "vpcp" -> vpcp;
            case "hcmc" -> hcmc;
            case "hanoi" -> hanoi;
            case "regional" -> regional;
            case "stranger" -> stranger;
            case "revoked" -> revoked;
            case "bus" -> bus;
            default -> odd.named(name);
        };
    }

    /** Writes what a bus is configured with, and its directory, into the folder. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder.resolve("crls"));
            Files.createDirectories(folder.resolve("directory"));
            pem(folder.resolve("ca.pem"), "CERTIFICATE", authority.certificate().getEncoded());
            pem(
                    folder.resolve("unlisted-ca.pem"),
                    "CERTIFICATE",
                    odd.unlisted().certificate().getEncoded());
            pem(folder.resolve("bus.pem"), "CERTIFICATE", bus.certificate().getEncoded());
            pem(folder.resolve("bus.key"), "PRIVATE KEY", bus.privateKey().getEncoded());
            SigningKey tls = authority.issue("localhost", TestAuthority.ec("secp256r1"));
            pem(folder.resolve("tls.pem"), "CERTIFICATE", tls.certificate().getEncoded());
            pem(folder.resolve("tls.key"), "PRIVATE KEY", tls.privateKey().getEncoded());
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            X509CRL crl =
                    authority.crl(now.minus(1, ChronoUnit.HOURS), now.plus(7, ChronoUnit.DAYS), revoked.certificate());
            pem(folder.resolve("crls/ca.crl"), "X509 CRL", crl.getEncoded());
            writeDirectory(folder.resolve("directory"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the settings of a bus with what {@link #write} has written into the folder; its data lie there too */
    public static List<String> settings(Path folder) {
        return List.of(
                "bus=" + BusExtension.URI,
                "data=" + folder.resolve("data"),
                "listen.port=0",
                "signing.key.certificate=" + folder.resolve("bus.pem"),
                "signing.key.private-key=" + folder.resolve("bus.key"),
                "trust.authorities=" + folder.resolve("ca.pem") + "," + folder.resolve("unlisted-ca.pem"),
                "trust.revocation-lists=" + folder.resolve("crls"),
                "directory.folder=" + folder.resolve("directory"),
                "limits.disk-reserve=0B");
    }

    private void writeDirectory(Path folder) {
        DirectoryFolder files = DirectoryFolder.usual(folder)
                .organ("H26,UBND Thành phố Hà Nội,000.00.00.H26,,UBND,OPEN,,")
                .system("hanoi,H26,Hệ thống văn bản Hà Nội")
                .system("regional,H49,Hệ thống dùng chung")
                .mandate("regional,H29,receive confirm status,2026-01-01T00:00:00+07:00,")
                .mandate("regional,H57,receive,2025-01-01T00:00:00+07:00,2025-12-31T00:00:00+07:00");
        List.of(vpcp, revoked).forEach(key -> files.key("vpcp," + key.spkiSha256()));
        files.key("hcmc," + hcmc.spkiSha256());
        files.key("hanoi," + hanoi.spkiSha256());
        files.key("regional," + regional.spkiSha256());
        odd.register(files);
        files.write();
    }

    public static void pem(Path file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    /** @return the certificates that a client of this bus pins */
    public List<X509Certificate> pinned() {
        return List.of(bus.certificate());
    }
}
