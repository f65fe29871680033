package org.lienthong.simulator.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.seal.CrlShelf;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.seal.TrustAnchors;

class SandboxAuthorityTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T05:00:00Z"));

    @TempDir
    private static Path temp;

    @BeforeAll
    static void make() throws IOException {
        authority(CLOCK).make(temp.resolve("a"), List.of(new OrganId("G22"), new OrganId("H29")));
    }

    private static SandboxAuthority authority(InstantSource clock) {
        return new SandboxAuthority(clock, Duration.ofDays(1));
    }

    @Test
    void marksItsRootSoThatProductionRefusesIt() {
        List<Path> root = List.of(temp.resolve("a/ca.pem"));

        assertThat(TrustAnchors.load(root, true)).isNotNull();
        assertThatThrownBy(() -> TrustAnchors.load(root, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsEveryKeyAndPasswordFromOthers() throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("a"))) {
            List<Path> secrets = files.filter(
                            f -> f.getFileName().toString().matches("key(-legacy)?\\.(p12|pem)|password"))
                    .toList();
            assertThat(secrets).hasSize(20);
            for (Path secret : secrets) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                        .as(secret.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void givesEachOrganAKeyThatTheRootSignedAndARevocationListThatCounts() throws Exception {
        TrustAnchors anchors = TrustAnchors.load(List.of(temp.resolve("a/ca.pem")), true);
        SigningKey root = KeyFolder.read(temp.resolve("a/ca"));
        SigningKey organ = KeyFolder.read(temp.resolve("a/organs/H29"));
        CrlShelf lists = new CrlShelf(temp.resolve("a/crl"), anchors);
        lists.refresh();

        organ.certificate().verify(root.certificate().getPublicKey());
        assertThat(lists.newest(root.certificate())).isPresent();
    }

    @Test
    void writesADirectoryThatNamesOrgansSystemsAndKeys() throws IOException {
        Path directory = temp.resolve("a/directory");

        assertThat(directory.resolve("organs.csv")).content().contains("G22,\"Văn phòng Chính phủ\",000.00.00.G22,");
        assertThat(directory.resolve("systems.csv")).content().contains("qlvb-H29,H29,");
        assertThat(directory.resolve("keys.csv")).content().contains("qlvb-H29,H29.pem");
        assertThat(directory.resolve("H29.pem")).exists();
    }

    @Test
    void neverWritesOverAnAuthority() {
        assertThatThrownBy(() -> authority(CLOCK).make(temp.resolve("a"), List.of(new OrganId("G22"))))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void marksEveryCertificateThatItIssues() throws IOException {
        for (String one : List.of("bus", "tls", "organs/G22")) {
            assertThat(KeyFolder.read(temp.resolve("a").resolve(one)).certificate())
                    .matches(TrustAnchors::isThrowAway);
        }
    }

    @Test
    void addsOrgansAndKeepsWhatIsThere(@TempDir Path folder) throws IOException {
        authority(CLOCK).keep(folder, List.of(new OrganId("G22")));
        byte[] key = Files.readAllBytes(folder.resolve("organs/G22/key.p12"));
        Path mandates = folder.resolve("directory/mandates.csv");
        Files.writeString(mandates, "system_id,organ_id,scopes,valid_from,valid_to\nqlvb-G22,H29,receive,,\n");

        authority(CLOCK).keep(folder, List.of(new OrganId("H29")));

        assertThat(folder.resolve("organs/G22/key.p12")).hasBinaryContent(key);
        assertThat(folder.resolve("organs/H29/key.p12")).exists();
        assertThat(mandates).content().contains("qlvb-G22,H29,receive");
        assertThat(Files.readAllLines(folder.resolve("directory/keys.csv")))
                .containsExactly("system_id,key", "qlvb-G22,G22.pem", "qlvb-H29,H29.pem");
    }

    @Test
    void mendsWhatAKillHalfWayLeft(@TempDir Path folder) throws Exception {
        authority(CLOCK).keep(folder, List.of(new OrganId("G22")));
        Files.delete(folder.resolve("organs/G22/certificate.pem"));
        Files.delete(folder.resolve("directory/organs.csv"));

        authority(CLOCK).keep(folder, List.of(new OrganId("G22")));

        assertThat(KeyFolder.read(folder.resolve("organs/G22")).certificate().getEncoded())
                .isEqualTo(TestCertificates.read(folder.resolve("directory/G22.pem"))
                        .getEncoded());
        assertThat(folder.resolve("directory/organs.csv")).content().contains("G22,");
    }

    @Test
    void renewsCertificatesNearTheirEndWithTheSameKeys(@TempDir Path folder) throws IOException {
        authority(CLOCK).keep(folder, List.of(new OrganId("G22")));
        SigningKey before = KeyFolder.read(folder.resolve("organs/G22"));
        SigningKey bus = KeyFolder.read(folder.resolve("bus"));
        String password = Files.readString(folder.resolve("organs/G22/password"));
        Instant early = CLOCK.instant().plus(Duration.ofDays(300));
        Instant late = CLOCK.instant().plus(Duration.ofDays(700));

        authority(InstantSource.fixed(early)).keep(folder, List.of());
        assertThat(KeyFolder.read(folder.resolve("organs/G22"))).isEqualTo(before);
        authority(InstantSource.fixed(late)).keep(folder, List.of());

        SigningKey after = KeyFolder.read(folder.resolve("organs/G22"));
        assertThat(after.spkiSha256()).isEqualTo(before.spkiSha256());
        assertThat(after.certificate().getNotAfter())
                .isAfter(before.certificate().getNotAfter());
        assertThat(KeyFolder.read(folder.resolve("bus")).spkiSha256()).isEqualTo(bus.spkiSha256());
        assertThat(KeyFolder.read(folder.resolve("bus")).certificate()).isNotEqualTo(bus.certificate());
        assertThat(folder.resolve("organs/G22/password")).content().isEqualTo(password);
        assertThat(TestCertificates.read(folder.resolve("directory/G22.pem"))).isEqualTo(after.certificate());
    }

    @Test
    void putsANewerRevocationListInPlaceOfTheOldOne(@TempDir Path folder) throws Exception {
        authority(CLOCK).keep(folder, List.of());
        authority(InstantSource.fixed(CLOCK.instant().plusSeconds(60))).keep(folder, List.of());

        TrustAnchors anchors = TrustAnchors.load(List.of(folder.resolve("ca.pem")), true);
        CrlShelf lists = new CrlShelf(folder.resolve("crl"), anchors);
        lists.refresh();

        assertThat(lists.newest(TestCertificates.read(folder.resolve("ca.pem"))))
                .isPresent();
        try (InputStream in = Files.newInputStream(folder.resolve("crl/sandbox.crl"))) {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
            assertThat(list.getThisUpdate().toInstant())
                    .isEqualTo(CLOCK.instant().plusSeconds(60));
            assertThat(list.getNextUpdate().toInstant())
                    .isEqualTo(CLOCK.instant().plusSeconds(60).plus(Duration.ofDays(1)));
        }
    }

    /** The old kind is read by OpenSSL with the algorithms of its past, the new one without. */
    @ParameterizedTest
    @CsvSource({
        "key.p12, , PBES2, MAC: sha256",
        "key-legacy.p12, -legacy, pbeWithSHA1And3-KeyTripleDES-CBC, MAC: sha1",
    })
    void writesPkcs12ForOldAndForNewReaders(String file, String option, String encryption, String mac)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not here");
        Path organ = temp.resolve("a/organs/H29");
        List<String> command = new ArrayList<>(List.of("/usr/bin/openssl", "pkcs12", "-info", "-nodes"));
        if (option != null) {
            command.add(option);
        }
        command.addAll(List.of("-in", organ.resolve(file).toString(), "-passin", "file:" + organ.resolve("password")));

        Process openssl = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(openssl.waitFor()).as(said).isZero();
        String key = Files.readString(organ.resolve("key.pem"))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        assertThat(said).contains("Shrouded Keybag: " + encryption, mac, "-----BEGIN PRIVATE KEY-----", key);
        assertThat(said.split("BEGIN CERTIFICATE", -1)).hasSize(3);
    }

    @Test
    void writesALegacyKeyStoreThatJavaReads() throws IOException {
        Path organ = temp.resolve("a/organs/H29");
        char[] password = Files.readString(organ.resolve("password")).toCharArray();

        assertThat(SigningKey.load(organ.resolve("key-legacy.p12"), password)).isEqualTo(KeyFolder.read(organ));
    }
}
