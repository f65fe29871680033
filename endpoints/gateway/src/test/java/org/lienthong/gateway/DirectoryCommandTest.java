package org.lienthong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.exchange.CheckConnectionResponse;
import org.lienthong.xsd.exchange.ReceiveNotices;
import org.lienthong.xsd.exchange.ReceiveNoticesResponse;

/** The command as two operators run it beside a bus that serves, everything embedded. */
class DirectoryCommandTest {

    @TempDir
    Path folder;

    private final TestKeys keys = new TestKeys();
    private final StringWriter said = new StringWriter();
    private Path config = Path.of("");

    @BeforeEach
    void configure() throws IOException, NoSuchAlgorithmException {
        keys.write(folder);
        operator("one", "Ed25519");
        operator("two", "RSA");
        List<String> settings = new ArrayList<>(TestKeys.settings(folder));
        settings.add("profile=sandbox");
        for (int i = 0; i < 2; i++) {
            String name = List.of("one", "two").get(i);
            settings.add("directory.operators[" + i + "].name=" + name);
            settings.add("directory.operators[" + i + "].key=" + folder.resolve(name + ".pub"));
        }
        config = Files.write(folder.resolve("bus.properties"), settings);
        Files.writeString(folder.resolve("stranger.pem"), pem("CERTIFICATE", encoded()));
    }

    @Test
    void aRunningBusKnowsANewKeyAsSoonAsASecondOperatorHasApprovedIt() throws IOException {
        try (RunningBus bus = RunningBus.start(ConfigurationFile.read(config))) {
            TestAgency stranger = new TestAgency(bus.port(), keys, keys.stranger());
            assertThat(answered(stranger)).isFalse();

            assertThat(run("propose", "one", "bind-key", "--system", "hcmc", "--certificate", file("stranger.pem")))
                    .isZero();
            String proposal = said.toString().substring(0, 64);
            assertThat(said.toString()).contains("waits for a second operator").contains("system: hcmc");
            assertThat(answered(stranger)).isFalse();
            assertThat(run("approve", "one", proposal)).isEqualTo(2);
            assertThat(said.toString()).contains("whoever proposed it cannot approve it");
            assertThat(line("pending")).isZero();
            assertThat(said.toString()).startsWith(proposal);

            assertThat(run("approve", "two", proposal.substring(0, 12))).isZero();

            assertThat(said.toString()).contains("in force");
            assertThat(answered(stranger)).isTrue();
            assertThat(line("pending")).isZero();
            assertThat(said.toString()).isEmpty();
            assertThat(notices(new TestAgency(bus.port(), keys, keys.hcmc()))).containsExactly("KEY_BOUND H29");
        }
    }

    @Test
    void signsWithTheOperatorsOwnKeyOnly() {
        assertThat(Lienthong.commandLine()
                        .setErr(new PrintWriter(said, true))
                        .execute(
                                "directory",
                                "propose",
                                "--config",
                                config.toString(),
                                "--operator",
                                "two",
                                "--sign-with",
                                file("one.key"),
                                "close-organ",
                                "--organ",
                                "H49"))
                .isEqualTo(2);
        assertThat(said.toString()).contains("is not that of two");
    }

    private int run(String verb, String operator, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "directory",
                verb,
                "--config",
                config.toString(),
                "--operator",
                operator,
                "--sign-with",
                file(operator + ".key")));
        arguments.addAll(Arrays.asList(more));
        return execute(arguments);
    }

    private int line(String verb) {
        return execute(List.of("directory", verb, "--config", config.toString()));
    }

    private int execute(List<String> arguments) {
        said.getBuffer().setLength(0);
        return Lienthong.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(arguments.toArray(String[]::new));
    }

    private static boolean answered(TestAgency agency) throws IOException {
        CheckConnection check = new CheckConnection();
        check.setRequestContext(TestAgency.context());
        var response = agency.post(agency.sealed(check, SoapVersion.SOAP_11), SoapVersion.SOAP_11);
        return response.status() == 200 && response.text().contains(CheckConnectionResponse.class.getSimpleName());
    }

    private static List<String> notices(TestAgency agency) throws IOException {
        ReceiveNotices receive = new ReceiveNotices();
        receive.setRequestContext(TestAgency.context());
        receive.setMax(10);
        return agency.call(receive, ReceiveNoticesResponse.class).getAnswer().getNotice().stream()
                .map(notice -> notice.getKind() + " " + notice.getOrgan())
                .toList();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private byte[] encoded() {
        try {
            return keys.stranger().certificate().getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void operator(String name, String algorithm) throws NoSuchAlgorithmException, IOException {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        Files.writeString(
                folder.resolve(name + ".key"),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.writeString(
                folder.resolve(name + ".pub"),
                pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
