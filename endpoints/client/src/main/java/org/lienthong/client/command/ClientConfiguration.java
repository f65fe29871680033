package org.lienthong.client.command;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.wire.SoapVersion;

/**
 * One properties file, UTF-8; paths are relative to its folder:
 *
 * <pre>
 * bus.address            = https://truc.example.gov.vn/exchange
 * bus.name               = urn:lienthong:bus:example
 * bus.certificates       = bus.pem                   what the bus signs with: today's, and the next once announced
 * organ                  = G22                       may be left out by a system of one organ
 * key.store              = key.p12                   or key.certificate and key.private-key, both PEM
 * key.password-file      = password
 * trust.authorities      = ca.pem                    who certifies senders' keys
 * trust.revocation-lists = crl                       folder
 * trust.sandbox          = false                     true: an authority made for trying out is good enough
 * tls.authorities        = tls-ca.pem                the JDK's own if left out
 * soap                   = 1.1                       or 1.2
 * ledger                 = ledger                    folder; keep it like accounts
 * </pre>
 */
final class ClientConfiguration {

    private static final Set<String> KNOWN = Set.of(
            "bus.address",
            "bus.name",
            "bus.certificates",
            "organ",
            "key.store",
            "key.password-file",
            "key.certificate",
            "key.private-key",
            "trust.authorities",
            "trust.revocation-lists",
            "trust.sandbox",
            "tls.authorities",
            "soap",
            "ledger");

    private final Path file;
    private final Path folder;
    private final Properties values;

    private ClientConfiguration(Path file, Path folder, Properties values) {
        this.file = file;
        this.folder = folder;
        this.values = values;
    }

    /** @throws ConfigurationRefused if the file cannot be read or holds what nobody knows */
    static ClientConfiguration read(Path file) {
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            values.load(in);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ConfigurationRefused(
                    "không đọc được tệp cấu hình " + file, "cannot read the configuration file " + file, unreadable);
        }
        Set<String> unknown = new TreeSet<>(values.stringPropertyNames());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new ConfigurationRefused(
                    file + ": không có thiết lập nào tên là " + unknown,
                    file + ": there is no setting named " + unknown);
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        return new ClientConfiguration(file, folder == null ? Path.of("").toAbsolutePath() : folder, values);
    }

    URI address() {
        return as("bus.address", required("bus.address"), text -> {
            URI address = URI.create(text);
            if (address.getHost() == null || !Set.of("http", "https").contains(address.getScheme())) {
                throw new IllegalArgumentException("http:// or https://");
            }
            return address;
        });
    }

    BusUri busName() {
        return as("bus.name", required("bus.name"), BusUri::new);
    }

    Optional<OrganId> organ() {
        return value("organ").map(text -> as("organ", text, OrganId::new));
    }

    SoapVersion soap() {
        return switch (value("soap").orElse("1.1")) {
            case "1.1" -> SoapVersion.SOAP_11;
            case "1.2" -> SoapVersion.SOAP_12;
            default -> throw refused("soap", "1.1 | 1.2");
        };
    }

    boolean sandboxTrusted() {
        return switch (value("trust.sandbox").orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused("trust.sandbox", "true | false");
        };
    }

    Path ledger() {
        return path(value("ledger").orElse("ledger"));
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    /** @throws ConfigurationRefused if it is not set or nothing is there */
    Path existing(String name) {
        return existing(name, path(required(name)));
    }

    /** @return the files of a list separated by commas */
    List<Path> files(String name) {
        List<Path> files = new ArrayList<>();
        for (String one : required(name).split(",", -1)) {
            files.add(existing(name, path(one.strip())));
        }
        return files;
    }

    private Path existing(String name, Path path) {
        if (!Files.isReadable(path)) {
            throw new ConfigurationRefused(
                    file + ": " + name + ": không đọc được " + path, file + ": " + name + ": cannot read " + path);
        }
        return path;
    }

    private String required(String name) {
        return value(name)
                .orElseThrow(
                        () -> new ConfigurationRefused(file + ": thiếu " + name, file + ": " + name + " is missing"));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.getProperty(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Path path(String text) {
        return folder.resolve(text).normalize();
    }

    private <T> T as(String name, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException unusable) {
            throw refused(name, String.valueOf(unusable.getMessage()));
        }
    }

    private ConfigurationRefused refused(String name, String why) {
        return new ConfigurationRefused(
                file + ": " + name + ": giá trị không dùng được: " + why,
                file + ": " + name + ": cannot be used: " + why);
    }
}
