package org.lienthong.message.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrlShelfTest {

    private static final Instant NOW = SealFixtures.NOW;

    @TempDir
    private Path folder;

    private final TestAuthority root = TestAuthority.root("Root");
    private final TestAuthority between = root.subordinate("Between");
    private final TrustAnchors anchors = TrustAnchors.of(List.of(root.certificate(), between.certificate()), true);

    @Test
    void keepsTheNewestListOfEachAuthorityFromPemAndDer() throws IOException, CRLException {
        X509CRL older = root.crl(NOW.minus(Duration.ofDays(2)), NOW.plus(Duration.ofDays(9)));
        X509CRL newer = root.crl(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(5)));
        X509CRL ofBetween = between.crl(NOW, NOW.plus(Duration.ofDays(1)));
        Files.writeString(folder.resolve("a.pem"), pem(newer) + pem(ofBetween));
        Files.write(folder.resolve("b.crl"), older.getEncoded());

        CrlShelf shelf = refreshed();

        assertThat(shelf.newest(root.certificate())).contains(RevocationList.of(newer));
        assertThat(shelf.newest(between.certificate())).contains(RevocationList.of(ofBetween));
    }

    @Test
    void leavesOutBrokenFilesAndListsOfStrangersAndKeepsTheRest() throws IOException, CRLException {
        X509CRL good = root.crl(NOW, NOW.plus(Duration.ofDays(1)));
        Files.writeString(folder.resolve("0-broken.pem"), "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n");
        Files.write(folder.resolve("1-garbage.crl"), new byte[] {1, 2, 3});
        Files.write(folder.resolve("2-empty.crl"), new byte[0]);
        TestAuthority impostor = TestAuthority.root("Root");
        Files.write(
                folder.resolve("3-impostor.crl"),
                impostor.crl(NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(1)))
                        .getEncoded());
        Files.write(folder.resolve("4-good.crl"), good.getEncoded());

        assertThat(refreshed().newest(root.certificate())).contains(RevocationList.of(good));
    }

    @Test
    void leavesOutListsLimitedToSomeCertificates() throws IOException, CRLException {
        DistributionPointName name = new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca/x.crl")));
        IssuingDistributionPoint whole = new IssuingDistributionPoint(name, false, false, null, false, false);
        IssuingDistributionPoint usersOnly = new IssuingDistributionPoint(name, true, false, null, false, false);
        Files.write(folder.resolve("users.crl"), root.scopedCrl(NOW, usersOnly).getEncoded());
        assertThat(refreshed().newest(root.certificate())).isEmpty();
        Files.write(folder.resolve("whole.crl"), root.scopedCrl(NOW, whole).getEncoded());
        assertThat(refreshed().newest(root.certificate())).isPresent();
    }

    @Test
    void keepsListsWhoseFilesAreGoneOrHalfWrittenAndBearsMissingFolder() throws IOException, CRLException {
        Path file = folder.resolve("a.crl");
        Files.write(file, root.crl(NOW, NOW.plus(Duration.ofDays(1))).getEncoded());
        CrlShelf shelf = refreshed();
        assertThat(shelf.newest(root.certificate())).isPresent();
        Files.write(file, new byte[] {0x30, 0x03});
        shelf.refresh();
        assertThat(shelf.newest(root.certificate())).isPresent();
        Files.delete(file);
        shelf.refresh();
        assertThat(shelf.newest(root.certificate())).isPresent();
        CrlShelf nowhere = new CrlShelf(folder.resolve("none"), anchors);
        nowhere.refresh();
        assertThat(nowhere.newest(root.certificate())).isEmpty();
    }

    private CrlShelf refreshed() {
        CrlShelf shelf = new CrlShelf(folder, anchors);
        shelf.refresh();
        return shelf;
    }

    private static String pem(X509CRL crl) throws CRLException {
        return "-----BEGIN X509 CRL-----\n" + Base64.getMimeEncoder().encodeToString(crl.getEncoded())
                + "\n-----END X509 CRL-----\n";
    }
}
