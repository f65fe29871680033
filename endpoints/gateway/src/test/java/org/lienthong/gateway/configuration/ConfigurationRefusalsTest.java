package org.lienthong.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.seal.TestAuthority;

/** What the bus will not start with. Everything else here is in order, so that each test has one reason to fail. */
class ConfigurationRefusalsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        TestAuthority authority = TestAuthority.root("CA");
        SigningKey bus = authority.issue("bus", TestAuthority.ec("secp256r1"));
        pem("ca.pem", "CERTIFICATE", authority.certificate().getEncoded());
        pem("bus.pem", "CERTIFICATE", bus.certificate().getEncoded());
        pem("bus.key", "PRIVATE KEY", bus.privateKey().getEncoded());
        Files.createDirectory(folder.resolve("crls"));
    }

    @Test
    void readsAFileThatIsInOrder() throws IOException {
        assertThat(read("tls.key.certificate=FOLDER/bus.pem", "tls.key.private-key=FOLDER/bus.key")
                        .profile())
                .isEqualTo(Profile.SERVE);
    }

    @Test
    void refusesToServePlainHttp() {
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationRefusedException.class)
                .hasMessageContaining("tls:")
                .hasMessageContaining("never serves plain HTTP")
                .hasMessageContaining("không phục vụ HTTP không mã hoá");
    }

    @Test
    void letsASandboxSpeakPlainHttpOnLoopbackOnly() throws IOException {
        assertThat(read("profile=sandbox").tls()).isNull();
        assertThatThrownBy(() -> read("profile=sandbox", "listen.address=0.0.0.0"))
                .isInstanceOf(ConfigurationRefusedException.class)
                .hasMessageContaining("listen.address");
    }

    @Test
    void refusesAKeyThatIsNotThere() {
        assertThatThrownBy(() -> read("profile=sandbox", "tls.key.certificate=FOLDER/none.pem"))
                .isInstanceOf(ConfigurationRefusedException.class)
                .hasMessageContaining("tls.key: cần key-store")
                .hasMessageContaining("/ needs key-store")
                .hasMessageNotContainingAny("slash");
    }

    @Test
    void refusesANextCertificateThatIsNoNextOne() {
        assertThatThrownBy(() -> read("profile=sandbox", "signing.next-certificate=FOLDER/bus.pem"))
                .isInstanceOf(ConfigurationRefusedException.class)
                .hasMessageContaining("signing.next-certificate")
                .hasMessageContaining("holds the key of the present one");
    }

    @Test
    void wantsTwoOperatorsOrNone() {
        String one = "directory.operators[0].name=one";
        String two = "directory.operators[1].name=two";
        assertThatThrownBy(() -> read("profile=sandbox", one, "directory.operators[0].key=FOLDER/bus.pem"))
                .isInstanceOf(ConfigurationRefusedException.class)
                .hasMessageContaining("with one nobody can approve");
        assertThatThrownBy(() -> read(
                        "profile=sandbox",
                        one,
                        "directory.operators[0].key=FOLDER/bus.pem",
                        two,
                        "directory.operators[1].key=FOLDER/bus.pem"))
                .isInstanceOf(ConfigurationRefusedException.class)
                .hasMessageContaining("share a name or a key");
        assertThatThrownBy(() -> read("profile=sandbox", one, "directory.operators[0].key=FOLDER/none.pub"))
                .isInstanceOf(ConfigurationRefusedException.class)
                .hasMessageContaining("none.pub");
    }

    @Test
    void refusesASettingThatItDoesNotKnow() {
        assertThatThrownBy(() -> read("profile=sandbox", "listen.prot=8443"))
                .isInstanceOf(ConfigurationRefusedException.class)
                .hasMessageContaining("prot");
    }

    @Test
    void readsAllowancesForSystemsAndGracesForAuthorities() throws IOException {
        GatewayConfiguration.Trust trust = read(
                        "profile=sandbox",
                        "trust.skew-allowances[0].system=qlvb-G22",
                        "trust.skew-allowances[0].skew=12m",
                        "trust.revocation-graces[0].authority=CN=CA",
                        "trust.revocation-graces[0].grace=3d")
                .trust();

        assertThat(trust.skewAllowances())
                .containsExactly(
                        new GatewayConfiguration.Trust.SkewAllowance(new SystemId("qlvb-G22"), Duration.ofMinutes(12)));
        assertThat(trust.revocationGraces())
                .containsExactly(new GatewayConfiguration.Trust.RevocationGrace("CN=CA", Duration.ofDays(3)));
    }

    @Test
    void refusesAllowancesBeyondAQuarterOfAnHourAndAuthoritiesThatItDoesNotTrust() {
        assertThatThrownBy(() -> read(
                        "profile=sandbox",
                        "trust.skew=16m",
                        "trust.skew-allowances[0].system=qlvb-G22",
                        "trust.skew-allowances[0].skew=20m",
                        "trust.skew-allowances[1].system=qlvb-H29",
                        "trust.revocation-graces[0].authority=CN=Another",
                        "trust.revocation-graces[0].grace=3d",
                        "trust.revocation-graces[1].authority=CN=CA",
                        "trust.revocation-graces[1].grace=-1h"))
                .isInstanceOf(ConfigurationRefusedException.class)
                .hasMessageContainingAll(
                        "trust.skew: PT16M không nằm trong khoảng 0 đến 15 phút",
                        "trust.skew-allowances[0]: PT20M",
                        "trust.skew-allowances[1]: cần cả system và skew",
                        "trust.revocation-graces[0]: trong trust.authorities không có CA CN=Another",
                        "trust.revocation-graces[1]: cần authority và grace không âm");
    }

    private GatewayConfiguration read(String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "bus=urn:lienthong:bus:test",
                "data=FOLDER/data",
                "signing.key.certificate=FOLDER/bus.pem",
                "signing.key.private-key=FOLDER/bus.key",
                "trust.authorities=FOLDER/ca.pem",
                "trust.revocation-lists=FOLDER/crls"));
        lines.addAll(List.of(more));
        String text = String.join("\n", lines).replace("FOLDER", folder.toString());
        return ConfigurationFile.read(Files.writeString(folder.resolve("bus.properties"), text));
    }

    private void pem(String name, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }
}
