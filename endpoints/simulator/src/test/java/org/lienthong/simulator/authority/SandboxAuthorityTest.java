package org.lienthong.simulator.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        new SandboxAuthority(CLOCK).make(temp.resolve("a"), List.of(new OrganId("G22"), new OrganId("H29")));
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
            List<Path> secrets = files.filter(f -> f.getFileName().toString().matches("key\\.(p12|pem)|password"))
                    .toList();
            assertThat(secrets).hasSize(15);
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
        assertThatThrownBy(() -> new SandboxAuthority(CLOCK).make(temp.resolve("a"), List.of(new OrganId("G22"))))
                .isInstanceOf(FileAlreadyExistsException.class);
    }
}
