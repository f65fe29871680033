package org.lienthong.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.seal.TestAuthority;
import org.springframework.util.unit.DataSize;

class ConfigurationFileTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeKeys() throws IOException, CertificateEncodingException {
        TestAuthority authority = TestAuthority.root("Gốc thử");
        SigningKey bus = authority.issue("Bus", TestAuthority.ec("secp256r1"));
        pem("ca.pem", "CERTIFICATE", authority.certificate().getEncoded());
        pem("bus.pem", "CERTIFICATE", bus.certificate().getEncoded());
        pem("bus.key", "PRIVATE KEY", bus.privateKey().getEncoded());
        Files.createDirectory(folder.resolve("crls"));
    }

    @Test
    void readsYamlWithTypesAndDefaults() throws IOException {
        GatewayConfiguration read = read("""
                bus: urn:lienthong:bus:vn
                profile: sandbox
                data: FOLDER/data
                listen: {port: 0, idle: 45s}
                signing: {key: {certificate: FOLDER/bus.pem, private-key: FOLDER/bus.key}}
                trust: {authorities: [FOLDER/ca.pem], revocation-lists: FOLDER/crls}
                limits: {inline: 5MB}
                """);

        assertThat(read.profile()).isEqualTo(Profile.SANDBOX);
        assertThat(read.listen().idle()).isEqualTo(Duration.ofSeconds(45));
        assertThat(read.listen().address()).isEqualTo("127.0.0.1");
        assertThat(read.limits().inline()).isEqualTo(DataSize.ofMegabytes(5));
        assertThat(read.limits().rootPart()).isEqualTo(DataSize.ofMegabytes(16));
        assertThat(read.tls()).isNull();
        assertThat(read.logOriginOrDefault()).isEqualTo("urn:lienthong:bus:vn:log");
    }

    @Test
    void readsTheExampleForOperators() throws IOException {
        String example = Files.readString(Path.of("serve.example.yaml"))
                .replace("/etc/lienthong/directory", folder.toString())
                .replaceAll("/etc/lienthong/tls[.](pem|key)", "/etc/lienthong/bus.$1")
                .replace("/etc/lienthong", folder.toString())
                .replaceAll("[$][{]LIENTHONG_.._PASSWORD}", "hush");

        GatewayConfiguration read = read(example);

        assertThat(read.profile()).isEqualTo(Profile.SERVE);
        assertThat(read.trust().skewAllowances()).hasSize(1);
        assertThat(ConfigurationFile.describe(read)).doesNotContain("hush");
    }

    @Test
    void refusesToServePlainHttp() {
        refused("""
                bus: urn:lienthong:bus:vn
                data: FOLDER/data
                signing: {key: {certificate: FOLDER/bus.pem, private-key: FOLDER/bus.key}}
                trust: {authorities: [FOLDER/ca.pem], revocation-lists: FOLDER/crls}
                """, "tls: profile serve không phục vụ HTTP không mã hoá", "profile serve never serves plain HTTP");
    }

    @Test
    void refusesPlainHttpBeyondLoopbackInASandbox() {
        refused("""
                bus: urn:lienthong:bus:vn
                profile: demo
                data: FOLDER/data
                listen: {address: 0.0.0.0}
                signing: {key: {certificate: FOLDER/bus.pem, private-key: FOLDER/bus.key}}
                trust: {authorities: [FOLDER/ca.pem], revocation-lists: FOLDER/crls}
                """, "listen.address", "loopback");
    }

    @Test
    void namesEverythingThatIsMissingAtOnce() {
        refused("profile: sandbox\n", "bus: bắt buộc phải có / is required", "data:", "signing:", "trust:");
    }

    @Test
    void refusesWordsThatItDoesNotKnow() {
        refused("""
                bus: urn:lienthong:bus:vn
                data: FOLDER/data
                lissten: {port: 1}
                """, "lissten");
    }

    @Test
    void refusesValuesOfTheWrongType() {
        refused("""
                bus: urn:lienthong:bus:vn
                data: FOLDER/data
                listen: {idle: lâu}
                """, "listen.idle", "lâu");
    }

    @Test
    void refusesAKeyThatCannotBeRead() {
        refused("""
                bus: urn:lienthong:bus:vn
                profile: sandbox
                data: FOLDER/data
                signing: {key: {certificate: FOLDER/bus.pem, private-key: FOLDER/bus.pem}}
                trust: {authorities: [FOLDER/ca.pem], revocation-lists: FOLDER/nowhere}
                """, "signing.key: không đọc được", "cannot read", "trust.revocation-lists: không có");
    }

    @Test
    void refusesALimitThatAnotherMakesVain() {
        refused("""
                bus: urn:lienthong:bus:vn
                profile: sandbox
                data: FOLDER/data
                signing: {key: {certificate: FOLDER/bus.pem, private-key: FOLDER/bus.key}}
                trust: {authorities: [FOLDER/ca.pem], revocation-lists: FOLDER/crls}
                limits: {inline: 20MB}
                """, "limits.inline");
    }

    @Test
    void printsWhatIsInForceWithoutSecrets() throws IOException {
        String printed = ConfigurationFile.describe(read("""
                bus: urn:lienthong:bus:vn
                profile: sandbox
                data: FOLDER/data
                database: {url: "jdbc:postgresql://db/lienthong?sslpassword=hush&ssl=true", user: bus, password: hush}
                broker: {url: "(tcp://bus:hush@a:1,tcp://b:2)?ha=true;keyStorePassword=hush;password=hush"}
                signing: {key: {certificate: FOLDER/bus.pem, private-key: FOLDER/bus.key}}
                trust: {authorities: [FOLDER/ca.pem], revocation-lists: FOLDER/crls}
                """));

        assertThat(printed)
                .contains(
                        "  database.password = ******\n",
                        "?sslpassword=******&ssl=true\n",
                        "(tcp://bus:******@a:1,tcp://b:2)?ha=true;keyStorePassword=******;password=******\n",
                        "  listen.port = 8443\n",
                        "  trust.skew = PT5M\n")
                .doesNotContain("hush");
    }

    private GatewayConfiguration read(String yaml) throws IOException {
        Path file = folder.resolve("bus.yaml");
        Files.writeString(file, yaml.replace("FOLDER", folder.toString()));
        return ConfigurationFile.read(file);
    }

    private void refused(String yaml, String... words) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigurationRefusedException.class)
                .hasMessageContainingAll(words);
    }

    private void pem(String file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }
}
