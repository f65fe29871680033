package org.lienthong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.postgres.OutsidePostgres;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.authority.SandboxAuthority;
import org.slf4j.LoggerFactory;

/** What {@code serve} does not start with: a sentence in each language, exit code 2, no stack trace on the console or in the log. */
class ServeRefusalsTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @TempDir
    Path folder;

    private final List<String> settings = new ArrayList<>();

    @BeforeEach
    void write() {
        new TestKeys().write(folder);
        settings.addAll(TestKeys.settings(folder));
        set("tls.key.certificate", folder.resolve("tls.pem"));
        set("tls.key.private-key", folder.resolve("tls.key"));
        set("database.url", DATABASE.url());
        set("database.user", DATABASE.user());
        set("database.password", DATABASE.password());
    }

    private void set(String key, Object value) {
        settings.removeIf(line -> line.startsWith(key + "="));
        settings.add(key + "=" + value);
    }

    private void leaveOut(String key) {
        settings.removeIf(line -> line.startsWith(key));
    }

    @Test
    void refusesTheAuthorityOfASandbox() throws IOException {
        Path sandbox = sandbox();
        set("trust.authorities", folder.resolve("ca.pem") + "," + sandbox.resolve("ca.pem"));

        refused(
                "trust.authorities: CN=Lien Thong Sandbox CA",
                "là chứng thư thử nghiệm của sandbox: profile serve không bao giờ dùng",
                "was made for trying out (sandbox): profile serve never uses it");
    }

    @Test
    void refusesKeysThatASandboxMade() throws IOException {
        Path sandbox = sandbox();
        set("signing.key.certificate", sandbox.resolve("bus/certificate.pem"));
        set("signing.key.private-key", sandbox.resolve("bus/key.pem"));
        leaveOut("tls.key");
        set("tls.key.key-store", sandbox.resolve("tls/key-legacy.p12"));
        set("tls.key.password", Files.readString(sandbox.resolve("tls/password")));

        refused("signing.key: CN=Lien Thong Sandbox Bus", "tls.key: CN=localhost", "chứng thư thử nghiệm");
    }

    private Path sandbox() throws IOException {
        Path sandbox = folder.resolve("sandbox");
        new SandboxAuthority(InstantSource.system(), Duration.ofDays(1)).make(sandbox, List.of(new OrganId("G22")));
        return sandbox;
    }

    @Test
    void refusesAKeyThatIsMissing() {
        set("signing.key.private-key", folder.resolve("none.key"));

        refused("signing.key: không có tệp", "/ there is no file", "none.key");
    }

    @Test
    void refusesAKeyThatIsNoKey() {
        set("signing.key.private-key", folder.resolve("bus.pem"));

        refused("signing.key: không đọc được", "/ cannot read", "bus.pem");
    }

    @Test
    void refusesAKeyThatBelongsToAnotherCertificate() {
        set("signing.key.private-key", folder.resolve("tls.key"));

        refused(
                "signing.key: khoá trong " + folder.resolve("tls.key") + " không phải khoá của chứng thư đi kèm",
                "is not the key of the certificate beside it");
    }

    @Test
    void refusesAKeyStoreWithAnotherPassword() throws IOException {
        Path sandbox = sandbox();
        leaveOut("signing.key");
        set("signing.key.key-store", sandbox.resolve("bus/key.p12"));
        set("signing.key.password", "guess-me");

        assertThat(refused("signing.key: sai mật khẩu của", "/ the password of"))
                .doesNotContain("guess-me");
    }

    @Test
    void refusesPlainHttpWithoutADeclaredProxy() {
        leaveOut("tls.key");

        refused("tls: profile serve không phục vụ HTTP không mã hoá", "never serves plain HTTP");
    }

    @Test
    void refusesSettingsThatItDoesNotKnowAndNamesEach() {
        set("listen.prot", 8443);
        set("databse.url", "jdbc:postgresql://db/x");

        refused("listen.prot: không có thiết lập tên này", "databse.url:", "/ there is no setting of this name");
    }

    @Test
    void refusesAValueOfTheWrongKind() {
        set("listen.idle", "lâu");

        refused("listen.idle: giá trị 'lâu' không dùng được, cần kiểu Duration", "/ the value 'lâu' cannot be used");
    }

    @Test
    void refusesAWrongDatabasePasswordWithoutTellingIt() {
        set("database.url", DATABASE.url() + "?options=-c%20geqo=off");
        set("database.password", "guess-me");

        assertThat(refused(
                        "không nhận tài khoản lienthong hoặc mật khẩu của tài khoản này",
                        "does not accept the user lienthong or its password"))
                .doesNotContain("guess-me")
                .doesNotContain("options=");
    }

    @Test
    void refusesADatabaseThatIsNotThere() {
        set("database.url", DATABASE.url() + "_none");

        refused("Máy chủ PostgreSQL không có cơ sở dữ liệu", "the PostgreSQL server has no database");
    }

    @Test
    void refusesAServerThatDoesNotAnswer() {
        set("database.url", "jdbc:postgresql://127.0.0.1:1/none");

        refused("Không kết nối được tới cơ sở dữ liệu jdbc:postgresql://127.0.0.1:1/none", "cannot be reached");
    }

    @Test
    void refusesSynchronousCommitOff() {
        String name = DATABASE.url().substring(DATABASE.url().lastIndexOf('/') + 1);
        DATABASE.jdbc()
                .sql("alter database " + name + " set synchronous_commit = off")
                .update();
        try {
            refused("PostgreSQL đang đặt synchronous_commit = off: văn bản đã nhận có thể mất", "power cut");
        } finally {
            DATABASE.jdbc().sql("alter database " + name + " reset all").update();
        }
    }

    @Test
    void refusesFsyncOff() {
        try (OutsidePostgres unsafe = OutsidePostgres.start(folder.resolve("unsafe"), "fsync=off")) {
            set("database.url", unsafe.url());
            set("database.user", unsafe.user());
            set("database.password", unsafe.password());

            refused("PostgreSQL đang đặt fsync = off: văn bản đã nhận có thể mất", "power cut");
        }
    }

    @Test
    void refusesAPortThatAnotherProgramHas() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            set("listen.port", other.getLocalPort());

            refused("listen.port: cổng " + other.getLocalPort() + " đang có chương trình khác dùng", "is in use");
        }
    }

    @Test
    void refusesAProxyThatIsNoAddress() {
        set("listen.trusted-proxies", "proxy.example/8");

        refused("listen.trusted-proxies: proxy.example không phải địa chỉ IP", "is no IP address");
    }

    private String refused(String... words) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        StringWriter said = new StringWriter();
        int exit;
        try {
            Path config = Files.write(folder.resolve("bus.properties"), settings);
            exit = Lienthong.commandLine()
                    .setErr(new PrintWriter(said, true))
                    .execute("serve", "--config", config.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            root.detachAppender(log);
        }
        assertThat(said.toString())
                .startsWith("Không khởi động được / cannot start:")
                .contains(words)
                .doesNotContain("\tat ", "Exception");
        assertThat(exit).isEqualTo(2);
        assertThat(printed(log.list)).allSatisfy(event -> assertThat(event.getThrowableProxy())
                .as(event.getFormattedMessage())
                .isNull());
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains("guess-me"));
        return said.toString();
    }

    /** What the product's own settings would print of it; those of the tests are more talkative. */
    private static List<ILoggingEvent> printed(List<ILoggingEvent> all) {
        LoggerContext product = new LoggerContext();
        JoranConfigurator settings = new JoranConfigurator();
        settings.setContext(product);
        try {
            settings.doConfigure(Objects.requireNonNull(Lienthong.class.getResource("/logback.xml")));
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
        String me = Thread.currentThread().getName();
        List<ILoggingEvent> printed = all.stream()
                .filter(event -> event.getThreadName().equals(me))
                .filter(event -> event.getLevel()
                        .isGreaterOrEqual(
                                product.getLogger(event.getLoggerName()).getEffectiveLevel()))
                .toList();
        product.stop();
        return printed;
    }
}
