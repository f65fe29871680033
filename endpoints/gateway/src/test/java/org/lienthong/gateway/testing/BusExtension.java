package org.lienthong.gateway.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A whole bus on a free port: PostgreSQL, Artemis, content store, all doors, wired as in production, with the keys and the
 * directory of {@link TestKeys}. Plain HTTP on loopback unless the test says otherwise.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final BusExtension BUS = new BusExtension();
 * </pre>
 *
 * <p>Test classes with the same configuration share one bus, which lives until the last test of the JVM: a test looks for its
 * own documents and leaves those of others alone.
 */
public final class BusExtension implements BeforeAllCallback {

    public static final String URI = "urn:lienthong:bus:test";

    private static final ExtensionContext.Namespace JVM = ExtensionContext.Namespace.create(TestBus.class);

    private final List<String> lines = new ArrayList<>();
    private @Nullable ExtensionContext context;
    private @Nullable TestBus bus;

    /** Adds a line to the configuration, in the form of a properties file; FOLDER stands for the bus's folder. */
    public BusExtension with(String key, Object value) {
        lines.add(key + "=" + value);
        return this;
    }

    /** Serves HTTPS, with a key of the test authority for localhost. */
    public BusExtension withTls() {
        return with("tls.key.certificate", "FOLDER/tls.pem").with("tls.key.private-key", "FOLDER/tls.key");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(JVM);
        TestBus running = store.get(lines, TestBus.class);
        if (running == null) {
            running = new TestBus(context.getRoot(), lines);
            store.put(lines, running);
        }
        bus = running;
        this.context = context;
    }

    /** What a test does with a bus. */
    @FunctionalInterface
    public interface Trial {
        void run(BusExtension bus) throws IOException;
    }

    /**
     * Tries another bus, made for this and closed after it.
     *
     * @param more lines as in {@link #with}, by which its configuration differs from this one's
     */
    public void differing(List<String> more, Trial trial) throws IOException {
        BusExtension other = new BusExtension();
        other.lines.addAll(lines);
        other.lines.addAll(more);
        ExtensionContext root =
                Objects.requireNonNull(context, "before the test class started").getRoot();
        try (TestBus alone = new TestBus(root, other.lines)) {
            other.bus = alone;
            trial.run(other);
        }
    }

    /** Ends the bus and starts it again on its folder and database, at another port. For a bus that no other class shares. */
    public void restart() {
        bus().restart();
    }

    public TestKeys keys() {
        return bus().keys();
    }

    public int port() {
        return bus().port();
    }

    /** @return where the bus's data, keys and configuration lie */
    public Path folder() {
        return bus().folder();
    }

    public DataSource database() {
        return bus().database().dataSource();
    }

    /** @param system as in {@link TestKeys#named} */
    public TestAgency agency(String system) {
        return new TestAgency(port(), keys(), keys().named(system));
    }

    private TestBus bus() {
        return Objects.requireNonNull(bus, "before the test class started");
    }
}
