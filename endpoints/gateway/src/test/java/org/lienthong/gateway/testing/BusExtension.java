package org.lienthong.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.springframework.util.FileSystemUtils;

/**
 * A whole bus on a free port for one test class: PostgreSQL, Artemis, content store, all doors, wired as in production, with
 * the keys and the directory of {@link TestKeys}. Plain HTTP on loopback.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final BusExtension BUS = new BusExtension();
 * </pre>
 */
public final class BusExtension implements BeforeAllCallback, AfterAllCallback {

    public static final String URI = "urn:lienthong:bus:test";

    private final TestKeys keys = new TestKeys();
    private final ExchangeDatabase database = new ExchangeDatabase();
    private final List<String> lines = new ArrayList<>();
    private @Nullable Path folder;
    private @Nullable RunningBus bus;

    /** Adds a line to the configuration, in the form of a properties file. */
    public BusExtension with(String key, Object value) {
        lines.add(key + "=" + value);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        database.beforeAll(context);
        Path fresh = Files.createTempDirectory("bus");
        folder = fresh;
        keys.write(fresh);
        bus = RunningBus.start(ConfigurationFile.read(writeConfiguration(fresh)));
    }

    private Path writeConfiguration(Path at) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "bus=" + URI,
                "profile=sandbox",
                "data=" + at.resolve("data"),
                "listen.port=0",
                "listen.fault-burst=100000",
                "signing.key.certificate=" + at.resolve("bus.pem"),
                "signing.key.private-key=" + at.resolve("bus.key"),
                "trust.authorities=" + at.resolve("ca.pem"),
                "trust.revocation-lists=" + at.resolve("crls"),
                "directory.folder=" + at.resolve("directory"),
                "database.url=" + database.url(),
                "database.user=" + database.user(),
                "database.password=" + database.password(),
                "limits.disk-reserve=0B"));
        all.addAll(lines);
        return Files.write(at.resolve("bus.properties"), all);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (bus != null) {
            bus.close();
        }
        database.afterAll(context);
        if (folder != null) {
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public TestKeys keys() {
        return keys;
    }

    public int port() {
        return Objects.requireNonNull(bus, "before the test class started").port();
    }

    /** @return where the content store, the keys and the configuration lie */
    public Path folder() {
        return Objects.requireNonNull(folder);
    }

    public DataSource database() {
        return database.dataSource();
    }

    public TestAgency agency(String system) {
        return new TestAgency(this, keys.named(system));
    }
}
