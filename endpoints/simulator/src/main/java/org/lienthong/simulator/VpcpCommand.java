package org.lienthong.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.lienthong.client.AgencyClient;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.agency.GovernmentOffice;
import org.lienthong.simulator.agency.Sandbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "vpcp",
        description =
                "The emulated Government Office: sends a letter, follows the work on it, takes the answer, takes a letter back.")
final class VpcpCommand implements Callable<Integer> {

    @Mixin
    private BusOptions bus = new BusOptions();

    @Option(names = "--organ", defaultValue = "G22", description = "Who sends, default ${DEFAULT-VALUE}.")
    private String organ = "";

    @Option(names = "--to", defaultValue = "H29", description = "Who receives, default ${DEFAULT-VALUE}.")
    private String addressee = "";

    @Option(names = "--number", defaultValue = "7816", description = "Number of the letter, default ${DEFAULT-VALUE}.")
    private int number;

    @Option(names = "--inbox", required = true, description = "Folder for what arrives.")
    private Path inbox = Path.of(".");

    @Option(
            names = "--patience",
            defaultValue = "60",
            description = "Seconds to wait for the recipient, default ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        OrganId self = new OrganId(organ);
        Sandbox sandbox = bus.sandbox();
        AgencyClient client = sandbox.client(self, AgencyClient.Settings.standard());
        GovernmentOffice office =
                new GovernmentOffice(client, self, sandbox, inbox, bus.story("VPCP"), InstantSource.system());
        return office.run(number, new OrganId(addressee), Duration.ofSeconds(seconds)) ? 0 : 1;
    }
}
