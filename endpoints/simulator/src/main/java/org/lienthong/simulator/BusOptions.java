package org.lienthong.simulator;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.simulator.agency.Sandbox;
import org.lienthong.simulator.agency.Story;
import picocli.CommandLine.Option;

/** Where the bus is and whose keys to use. */
final class BusOptions {

    @Option(names = "--authority", required = true, description = "Folder that the command authority made.")
    private Path authority = Path.of(".");

    @Option(
            names = "--bus",
            defaultValue = "http://127.0.0.1:8080/exchange",
            description = "Address of DocumentExchange, default ${DEFAULT-VALUE}.")
    private URI bus = URI.create("");

    @Option(
            names = "--bus-name",
            defaultValue = "urn:lienthong:bus:demo",
            description = "The bus's own name, default ${DEFAULT-VALUE}.")
    private String busName = "";

    @Option(names = "--soap12", description = "Speak SOAP 1.2 instead of 1.1.")
    private boolean soap12;

    @Option(names = "--events", description = "Also append every step to this file, one JSON object a line.")
    private @Nullable Path events;

    Sandbox sandbox() {
        return new Sandbox(authority, bus, new BusUri(busName), soap12 ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11);
    }

    Story story(String who) {
        return new Story(
                who,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                Optional.ofNullable(events),
                InstantSource.system());
    }
}
