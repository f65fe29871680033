package org.lienthong.exchange.testing;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lienthong.exchange.broker.BrokerQueues;
import org.lienthong.exchange.broker.EmbeddedBroker;

/**
 * A broker of its own for one test class, durable, on a directory thrown away at the end:
 *
 * <pre>
 * &#64;RegisterExtension
 * static final BrokerExtension BROKER = new BrokerExtension();
 * </pre>
 */
public final class BrokerExtension implements BeforeAllCallback, AfterAllCallback {

    private @Nullable Path dir;
    private @Nullable EmbeddedBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path fresh = Files.createTempDirectory("broker");
        dir = fresh;
        broker = EmbeddedBroker.start(fresh);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (broker != null) {
            broker.close();
        }
        if (dir != null) {
            delete(dir);
        }
    }

    public ConnectionFactory connections() {
        return broker().connections();
    }

    public BrokerQueues queues() {
        return broker().queues();
    }

    /** Stops the broker and starts it again on the same journal; connections from before are dead. */
    public void restart() {
        broker().close();
        broker = EmbeddedBroker.start(Objects.requireNonNull(dir));
    }

    /** As {@link #restart()}, but with everything that the broker ever wrote gone in between. */
    public void loseJournal() {
        broker().close();
        delete(Objects.requireNonNull(dir));
        broker = EmbeddedBroker.start(Objects.requireNonNull(dir));
    }

    /** Removes every queue of an organ with its tokens. */
    public void clear() {
        queues().startingWith("lt.organ.").forEach(queues()::remove);
    }

    private EmbeddedBroker broker() {
        return Objects.requireNonNull(broker, "before the test class started");
    }

    private static void delete(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(BrokerExtension::deleteOne);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
