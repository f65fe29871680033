package org.lienthong.exchange.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL 18 of our own on one directory, durable, on loopback only, owned by at most one JVM at a time.
 *
 * <p>A killed JVM leaves its server running; the next start on that directory adopts it, or stops it when its settings
 * are not ours. A server that dies under us is restarted by {@link #ensureRunning()}, which its owner calls every few
 * seconds; a crashed session the server's own postmaster heals. Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "lienthong";
    private static final int PORTS_TRIED = 10;
    /** Below the range of outgoing connections: nobody gets our port while the server restarts. */
    private static final int LOWEST_PORT = 15_000;

    private static final int PORTS = 17_000;

    private final DirectoryLock lock;
    private final Cluster cluster;
    private final String password;
    private final int port;
    private ProcessHandle server;

    private EmbeddedPostgres(DirectoryLock lock, Cluster cluster, String password, PostmasterFile running) {
        this.lock = lock;
        this.cluster = cluster;
        this.password = password;
        this.port = running.port();
        this.server = handle(running);
    }

    /** As {@link #start(Path, PostgresSettings)}, with settings for one bus on one machine. */
    public static EmbeddedPostgres start(Path dir) {
        return start(dir, PostgresSettings.of(dir));
    }

    /**
     * Starts the server of this directory, making it on first use, or adopts the one a killed JVM left running.
     *
     * @throws NoDatabaseException when another JVM owns the directory or the server cannot be started
     */
    public static EmbeddedPostgres start(Path dir, PostgresSettings settings) {
        Path folder = dir.toAbsolutePath().normalize();
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            DirectoryLock lock = DirectoryLock.take(folder);
            try {
                return start(folder, settings, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("starting PostgreSQL in " + folder, e);
        }
    }

    /** A server that somebody else owns, and how to reach it. */
    public record Running(String jdbcUrl, String user, String password) {}

    /** @return the server of this directory that runs now, for a command beside its owner; it may end at any moment */
    public static Optional<Running> running(Path dir) {
        Path folder = dir.toAbsolutePath().normalize();
        Path data = folder.resolve("data");
        try {
            Optional<PostmasterFile> living = PostmasterFile.read(data)
                    .filter(PostmasterFile::ready)
                    .filter(file -> ServerProcesses.postmaster(file.pid(), data).isPresent());
            if (living.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Running(url(living.get().port(), DATABASE), Cluster.USER, password(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("looking for a PostgreSQL in " + folder, e);
        }
    }

    private static EmbeddedPostgres start(Path dir, PostgresSettings settings, DirectoryLock lock) throws IOException {
        Path home = PostgresBinaries.unpack(settings.binaries().toAbsolutePath().normalize());
        Cluster cluster = Cluster.of(dir, home, settings);
        String password = password(dir);
        cluster.initialise(password);
        Optional<PostmasterFile> adopted = adopt(cluster, password);
        PostmasterFile running = adopted.isPresent() ? adopted.get() : startOnFreePort(cluster);
        EmbeddedPostgres postgres = new EmbeddedPostgres(lock, cluster, password, running);
        try {
            postgres.createDatabase();
        } catch (SQLException e) {
            cluster.stop(postgres.server);
            throw new NoDatabaseException(
                    "PostgreSQL trong " + dir + " đã chạy nhưng không tạo được cơ sở dữ liệu " + DATABASE,
                    "PostgreSQL in " + dir + " runs but the database " + DATABASE + " cannot be made",
                    e);
        }
        LOG.info(
                "PostgreSQL {} on 127.0.0.1:{}, data in {}, process {}",
                adopted.isPresent() ? "adopted" : "started",
                running.port(),
                cluster.data(),
                running.pid());
        return postgres;
    }

    private static Optional<PostmasterFile> adopt(Cluster cluster, String password) throws IOException {
        Optional<PostmasterFile> orphan = cluster.living();
        if (orphan.isEmpty()) {
            return orphan;
        }
        PostmasterFile file = orphan.get();
        if (file.ready() && cluster.isAsWeWouldStartIt() && isOurs(file, cluster, password)) {
            return orphan;
        }
        LOG.info("A PostgreSQL ({}) left by an earlier run is not as we would start it: stopping it", file.pid());
        cluster.stop(handle(file));
        return Optional.empty();
    }

    private static boolean isOurs(PostmasterFile file, Cluster cluster, String password) throws IOException {
        try (Connection connection = connect(url(file.port(), "postgres"), password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            return row.next()
                    && Path.of(row.getString(1))
                            .toRealPath()
                            .equals(cluster.data().toRealPath());
        } catch (SQLException notOurs) {
            LOG.info("The PostgreSQL found on port {} does not answer to our password", file.port(), notOurs);
            return false;
        }
    }

    private static PostmasterFile startOnFreePort(Cluster cluster) throws IOException {
        SecureRandom random = new SecureRandom();
        for (int attempt = 0; attempt < PORTS_TRIED; attempt++) {
            int port = LOWEST_PORT + random.nextInt(PORTS);
            if (isFree(port)) {
                Optional<PostmasterFile> started = cluster.start(port);
                if (started.isPresent()) {
                    return started.get();
                }
            }
        }
        throw new NoDatabaseException(
                "Không tìm được cổng trống trên 127.0.0.1 cho PostgreSQL", "no free port on 127.0.0.1 for PostgreSQL");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = connect(jdbcUrl("postgres"), password);
                Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (row.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        }
    }

    private static Connection connect(String url, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", Cluster.USER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(url, properties);
    }

    /** Kept beside the data, for the owner of the directory only. */
    private static String password(Path dir) throws IOException {
        Path file = dir.resolve("password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path half = dir.resolve("password.new");
        FileTrees.writeSecret(half, password);
        Files.move(half, file);
        return password;
    }

    private static ProcessHandle handle(PostmasterFile file) {
        return ProcessHandle.of(file.pid()).orElseThrow(() -> gone(file.pid(), null));
    }

    private static NoDatabaseException gone(long pid, @Nullable Throwable cause) {
        return new NoDatabaseException(
                "PostgreSQL (tiến trình " + pid + ") đã dừng và không khởi động lại được",
                "PostgreSQL (process " + pid + ") ended and cannot be restarted",
                cause);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** @return the JDBC address of the database {@code lienthong} */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** @return the JDBC address of another database of this server */
    public String jdbcUrl(String database) {
        return url(port, database);
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return password;
    }

    /** @return the process id of the postmaster */
    public synchronized long pid() {
        return server.pid();
    }

    /**
     * Restarts a server that died under us, on the same port, so that open pools recover; cheap while it lives.
     *
     * @return whether it had died
     */
    public synchronized boolean ensureRunning() {
        if (server.isAlive() || lock.isReleased()) {
            return false;
        }
        long dead = server.pid();
        LOG.error("PostgreSQL (process {}) died: restarting it; requests meanwhile are answered Busy", dead);
        try {
            server = handle(cluster.start(port).orElseThrow(() -> gone(dead, null)));
        } catch (IOException e) {
            throw gone(dead, e);
        }
        LOG.info("PostgreSQL restarted as process {}", server.pid());
        return true;
    }

    /** Stops the server fast: open transactions are rolled back, everything committed is on disk. */
    @Override
    public synchronized void close() {
        if (lock.isReleased()) {
            return;
        }
        try {
            cluster.stop(server);
        } catch (IOException e) {
            throw new UncheckedIOException("stopping PostgreSQL", e);
        } finally {
            lock.close();
        }
    }
}
