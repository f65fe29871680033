package org.lienthong.gateway.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.lienthong.gateway.configuration.Profile;

/**
 * Where a bus to try out lives: {@code lienthong.yaml}, {@code data/}, {@code logs/}.
 *
 * @param authority what the simulator's authority made
 */
public record BusFolder(Path path, Path authority) {

    public Path log(String program) {
        return path.resolve("logs").resolve(program + ".log");
    }

    public void make() throws IOException {
        Files.createDirectories(path.resolve("logs"));
    }

    /**
     * Writes what {@code serve --config} could read as well.
     *
     * @param bus its name
     * @param port on loopback, 0: any free one
     */
    public Path writeConfiguration(Profile profile, String bus, int port) throws IOException {
        Path file = path.resolve("lienthong.yaml");
        String name = profile.name().toLowerCase(Locale.ROOT);
        Files.write(
                file,
                List.of(
                        "# Written at every start of the " + name
                                + ". Its keys are throw-away ones: the profile serve refuses them.",
                        "bus: " + bus,
                        "profile: " + name,
                        "data: " + quoted(path.resolve("data")),
                        "listen:",
                        "  address: 127.0.0.1",
                        "  port: " + port,
                        "signing:",
                        "  key:",
                        "    certificate: " + quoted(authority.resolve("bus/certificate.pem")),
                        "    private-key: " + quoted(authority.resolve("bus/key.pem")),
                        "trust:",
                        "  authorities: " + quoted(authority.resolve("ca.pem")),
                        "  revocation-lists: " + quoted(authority.resolve("crl")),
                        "  refresh: 5s",
                        "directory:",
                        "  folder: " + quoted(authority.resolve("directory")),
                        "limits:",
                        "  disk-reserve: 100MB"));
        return file;
    }

    private static String quoted(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
    }
}
