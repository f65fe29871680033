package org.lienthong.simulator;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.lienthong.client.AgencyClient;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.agency.GovernmentOffice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "vpcp",
        description = "The emulated Government Office: sends one official letter, follows it until it is taken.")
final class VpcpCommand implements Callable<Integer> {

    @Mixin
    private BusOptions bus = new BusOptions();

    @Option(names = "--organ", defaultValue = "G22", description = "Who sends, default ${DEFAULT-VALUE}.")
    private String organ = "";

    @Option(names = "--to", defaultValue = "H29", description = "Who receives, default ${DEFAULT-VALUE}.")
    private String addressee = "";

    @Option(names = "--number", defaultValue = "7816", description = "Number of the letter, default ${DEFAULT-VALUE}.")
    private int number;

    @Option(
            names = "--patience",
            defaultValue = "60",
            description = "Seconds to wait for the recipient, default ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        OrganId self = new OrganId(organ);
        AgencyClient client = bus.sandbox().client(self, AgencyClient.Settings.standard());
        GovernmentOffice office = new GovernmentOffice(client, self, bus.story("VPCP"), InstantSource.system());
        return office.run(number, new OrganId(addressee), Duration.ofSeconds(seconds)) ? 0 : 1;
    }
}
