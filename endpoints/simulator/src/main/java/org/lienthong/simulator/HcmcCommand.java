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
                "The emulated Ho Chi Minh City: takes documents, verifies the sender's signature, works on them, answers.")
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
    public Integer call() throws IOException, InterruptedException {
        Sandbox sandbox = bus.sandbox();
        OrganId self = new OrganId(organ);
        AgencyClient client = sandbox.client(self, AgencyClient.Settings.standard());
        CityOffice office = new CityOffice(client, self, sandbox, inbox, bus.story("HCMC"), InstantSource.system());
        return office.run(count, Duration.ofSeconds(seconds)) ? 0 : 1;
    }
}
