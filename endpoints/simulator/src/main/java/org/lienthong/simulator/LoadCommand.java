package org.lienthong.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.load.LoadPlan;
import org.lienthong.simulator.load.LoadReport;
import org.lienthong.simulator.load.LoadRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "load",
        description = "Sends and receives many documents over the wire and accounts for every one of them.")
final class LoadCommand implements Callable<Integer> {

    @Mixin
    private BusOptions bus = new BusOptions();

    @Option(
            names = "--agencies",
            defaultValue = "4",
            description = "How many, made by authority --load-agencies; default ${DEFAULT-VALUE}.")
    private int agencies;

    @Option(names = "--documents", defaultValue = "200", description = "Documents, default ${DEFAULT-VALUE}.")
    private int documents;

    @Option(names = "--threads", defaultValue = "4", description = "Threads that send, default ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--pollers", defaultValue = "4", description = "Threads that receive, default ${DEFAULT-VALUE}.")
    private int pollers;

    @Option(
            names = "--size",
            defaultValue = "0",
            description = "Bytes of attachment a document, default ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--ledger",
            required = true,
            description = "File of the clients' ledger; one that exists is gone on with.")
    private Path ledger = Path.of(".");

    @Option(
            names = "--within",
            defaultValue = "300",
            description = "Seconds until the run ends, default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--server-pid", defaultValue = "0", description = "Process of the bus, to account for its CPU.")
    private long serverPid;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<OrganId> organs = IntStream.rangeClosed(1, agencies)
                .mapToObj(i -> new OrganId(String.format(Locale.ROOT, AuthorityCommand.LOAD_AGENCY, i)))
                .toList();
        LoadPlan plan = new LoadPlan(
                bus.sandbox(),
                organs,
                documents,
                threads,
                pollers,
                size,
                ledger,
                Duration.ofSeconds(seconds),
                serverPid == 0 ? OptionalLong.empty() : OptionalLong.of(serverPid));
        LoadReport report = LoadRun.start(plan, InstantSource.system()).await();
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(report);
        return report.clean() ? 0 : 1;
    }
}
