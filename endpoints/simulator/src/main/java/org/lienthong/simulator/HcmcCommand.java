package org.lienthong.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.lienthong.client.AgencyClient;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.agency.CityOffice;
import org.lienthong.simulator.agency.Sandbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "hcmc",
        description =
                "The emulated Ho Chi Minh City: waits for documents, verifies the sender's signature, signs for them.")
final class HcmcCommand implements Callable<Integer> {

    @Mixin
    private BusOptions bus = new BusOptions();

    @Option(names = "--organ", defaultValue = "H29", description = "Who receives, default ${DEFAULT-VALUE}.")
    private String organ = "";

    @Option(names = "--inbox", required = true, description = "Folder for what arrives.")
    private Path inbox = Path.of(".");

    @Option(
            names = "--count",
            defaultValue = "1",
            description = "Documents to take before leaving, default ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--patience",
            defaultValue = "60",
            description = "Seconds to wait for them, default ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws IOException {
        Sandbox sandbox = bus.sandbox();
        AgencyClient client = sandbox.client(new OrganId(organ), AgencyClient.Settings.standard());
        CityOffice office = new CityOffice(client, sandbox, inbox, bus.story("HCMC"), InstantSource.system());
        return office.run(count, Duration.ofSeconds(seconds)) ? 0 : 1;
    }
}
