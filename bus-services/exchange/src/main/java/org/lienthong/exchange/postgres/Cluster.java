package org.lienthong.exchange.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One data directory and the programs that make, start and stop its server. Its owner holds the lock. */
final class Cluster {

    static final String USER = "lienthong";

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final long LOG_KEPT = 16L << 20;
    private static final int LOG_LINES_SHOWN = 12;
    private static final Duration CHILD_PATIENCE = Duration.ofSeconds(10);

    private final Path dir;
    private final Path data;
    private final Path log;
    private final Path home;
    private final PostgresSettings settings;
    private final Commands commands;
    private final ServerAccount account;

    static Cluster of(Path dir, Path home, PostgresSettings settings) throws IOException {
        Commands probe = new Commands(dir.resolve("command.log"));
        return new Cluster(dir, home, settings, ServerAccount.choose(dir.resolve("data"), probe));
    }

    Cluster(Path dir, Path home, PostgresSettings settings, ServerAccount account) {
        this.dir = dir;
        this.data = dir.resolve("data");
        this.log = dir.resolve("postgres.log");
        this.home = home;
        this.settings = settings;
        this.commands = new Commands(dir.resolve("command.log"));
        this.account = account;
    }

    Path data() {
        return data;
    }

    /** Makes the data directory unless it exists; a kill half way leaves nothing that looks finished. */
    void initialise(String password) throws IOException {
        if (Files.isDirectory(data)) {
            return;
        }
        Path half = dir.resolve("data.half");
        Path secret = dir.resolve("password.half");
        FileTrees.delete(half);
        try {
            Files.createDirectory(half);
            account.own(half);
            FileTrees.writeSecret(secret, password);
            account.own(secret);
            Commands.Ended ended = commands.run(
                    account.command(List.of(
                            program("initdb"),
                            "--pgdata=" + half,
                            "--username=" + USER,
                            "--pwfile=" + secret,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--data-checksums")),
                    settings.patience());
            if (ended.code() != 0) {
                throw new NoDatabaseException(
                        "Không khởi tạo được cơ sở dữ liệu trong " + dir + ": " + ended.output(),
                        "the database in " + dir + " cannot be initialised: " + ended.output());
            }
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** @return the server of this directory that lives, started by whomever */
    Optional<PostmasterFile> living() throws IOException {
        return PostmasterFile.read(data)
                .filter(file -> ServerProcesses.postmaster(file.pid(), data).isPresent());
    }

    /** @return whether that server runs these programs with these settings */
    boolean isAsWeWouldStartIt() throws IOException {
        String options = Files.readString(data.resolve("postmaster.opts"));
        return options.startsWith(program("postgres"))
                && settings.server().stream().allMatch(option -> options.contains("\"" + option + "\""));
    }

    /** @return the new server once it accepts connections; empty when the port was taken */
    Optional<PostmasterFile> start(int port) throws IOException {
        clearRemains();
        prepareLog();
        Commands.Ended ended = commands.run(
                account.command(startCommand(port)), settings.patience().plusSeconds(5));
        if (ended.code() != 0) {
            String lines = lastLogLines();
            if (lines.contains("could not bind") || lines.contains("could not create any TCP/IP sockets")) {
                return Optional.empty();
            }
            throw new NoDatabaseException(
                    "PostgreSQL trong " + dir + " không khởi động được (" + ended.output() + "); nhật ký: " + lines,
                    "PostgreSQL in " + dir + " does not start (" + ended.output() + "); its log: " + lines);
        }
        return living();
    }

    private List<String> startCommand(int port) {
        StringBuilder options = new StringBuilder("-p ").append(port);
        settings.server().forEach(option -> options.append(" -c ").append(option));
        return List.of(
                program("pg_ctl"),
                "start",
                "--wait",
                "--timeout=" + settings.patience().toSeconds(),
                "--pgdata=" + data,
                "--log=" + log,
                "--options=" + options);
    }

    /**
     * After a kill: children of a dead postmaster notice and end by themselves, and a number in a stale
     * {@code postmaster.pid} may meanwhile be a stranger's, which PostgreSQL would take for a living server.
     */
    private void clearRemains() throws IOException {
        List<ProcessHandle> children = ServerProcesses.all(data);
        if (!ended(children, CHILD_PATIENCE)) {
            children.forEach(ProcessHandle::destroyForcibly);
            ended(children, CHILD_PATIENCE);
        }
        if (living().isEmpty() && Files.deleteIfExists(data.resolve("postmaster.pid"))) {
            LOG.info("PostgreSQL in {} was not shut down; it recovers from its log now", dir);
        }
    }

    /** Stops the server fast, if need be harder; what was committed is safe either way. */
    void stop(ProcessHandle server) throws IOException {
        for (String mode : List.of("fast", "immediate")) {
            if (!server.isAlive()) {
                return;
            }
            Duration patience = settings.patience();
            commands.run(
                    account.command(List.of(
                            program("pg_ctl"),
                            "stop",
                            "--wait",
                            "--timeout=" + patience.toSeconds(),
                            "--mode=" + mode,
                            "--pgdata=" + data)),
                    patience.plusSeconds(5));
            if (ended(server, Duration.ofSeconds(2))) {
                return;
            }
        }
        LOG.warn("PostgreSQL {} does not stop: killed; it recovers at its next start", server.pid());
        server.destroyForcibly();
        ended(server, settings.patience());
    }

    static boolean ended(ProcessHandle process, Duration patience) {
        return ended(List.of(process), patience);
    }

    private static boolean ended(List<ProcessHandle> processes, Duration patience) {
        CompletableFuture<?>[] ends = processes.stream()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException still) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return processes.stream().noneMatch(ProcessHandle::isAlive);
        }
    }

    private void prepareLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_KEPT) {
            Files.move(log, dir.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            FileTrees.writeSecret(log, "");
        }
        account.own(log);
    }

    private String lastLogLines() throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join(
                " | ", new ArrayList<>(lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size())));
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
