package org.lienthong.gateway.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Objects;
import org.lienthong.exchange.Passage;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/** A whole bus in this JVM, from {@link #start} to {@link #close}. Several may run side by side, each on its own data. */
public final class RunningBus implements AutoCloseable {

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final String scheme;
    private final String address;

    private RunningBus(AnnotationConfigServletWebServerApplicationContext context, String scheme, String address) {
        this.context = context;
        this.scheme = scheme;
        this.address = address;
    }

    /** Returns when it serves. */
    public static RunningBus start(GatewayConfiguration configuration) {
        return start(configuration, Passage.UNWATCHED);
    }

    /** As {@link #start(GatewayConfiguration)}, with somebody who hears of every step. */
    public static RunningBus start(GatewayConfiguration configuration, Passage passage) {
        try {
            Files.createDirectories(configuration.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AnnotationConfigServletWebServerApplicationContext context =
                new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(GatewayConfiguration.class, () -> configuration);
        context.registerBean(Passage.class, () -> passage);
        context.register(
                StoreAssembly.class,
                RoomAssembly.class,
                StatusAssembly.class,
                DoorAssembly.class,
                PushAssembly.class,
                DutyAssembly.class);
        context.refresh(); // closes what it has begun when it throws
        return new RunningBus(
                context,
                configuration.tls() == null ? "http" : "https",
                configuration.listen().address());
    }

    /** @return the port that is listened on, also if the configuration says 0 */
    public int port() {
        return Objects.requireNonNull(context.getWebServer(), "not started").getPort();
    }

    /** @return the address of the SOAP door as seen from this machine, e.g. {@code https://127.0.0.1:8443/exchange} */
    public String exchange() {
        return scheme + "://" + address + ":" + port() + "/exchange";
    }

    /** Closes when the JVM is told to end. */
    public void closeWithJvm() {
        context.registerShutdownHook();
    }

    /** Refuses new requests, ends waits, lets running requests finish, stops the parts. */
    @Override
    public void close() {
        context.close();
    }
}
