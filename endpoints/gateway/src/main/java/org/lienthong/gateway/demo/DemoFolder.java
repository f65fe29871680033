package org.lienthong.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a demo lives: {@code authority/} with the throw-away keys, {@code lienthong.yaml} with the configuration of its bus,
 * {@code data/}, {@code inbox/} with what Ho Chi Minh City received, {@code logs/}.
 */
record DemoFolder(Path path) {

    Path authority() {
        return path.resolve("authority");
    }

    Path inbox() {
        return path.resolve("inbox");
    }

    Path log(String program) {
        return path.resolve("logs").resolve(program + ".log");
    }

    Path events(String program) {
        return path.resolve("logs")
                .resolve(program + "-" + ProcessHandle.current().pid() + ".jsonl");
    }

    boolean hasAuthority() {
        return Files.exists(authority().resolve("directory").resolve("mandates.csv"));
    }

    void make() throws IOException {
        Files.createDirectories(path.resolve("logs"));
        Files.createDirectories(inbox());
    }

    /** Writes what {@code serve --config} could read as well. */
    Path writeConfiguration(String bus, int port) throws IOException {
        Path file = path.resolve("lienthong.yaml");
        Files.write(
                file,
                List.of(
                        "# Made by the demo. Its keys are throw-away ones: the profile serve refuses them.",
                        "bus: " + bus,
                        "profile: demo",
                        "data: " + quoted(path.resolve("data")),
                        "listen:",
                        "  address: 127.0.0.1",
                        "  port: " + port,
                        "signing:",
                        "  key:",
                        "    certificate: " + quoted(authority().resolve("bus/certificate.pem")),
                        "    private-key: " + quoted(authority().resolve("bus/key.pem")),
                        "trust:",
                        "  authorities: " + quoted(authority().resolve("ca.pem")),
                        "  revocation-lists: " + quoted(authority().resolve("crl")),
                        "directory:",
                        "  folder: " + quoted(authority().resolve("directory")),
                        "limits:",
                        "  disk-reserve: 100MB"));
        return file;
    }

    private static String quoted(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
    }

    void delete() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (NoSuchFileException alreadyGone) {
            // what was to be reached
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
    }
}
