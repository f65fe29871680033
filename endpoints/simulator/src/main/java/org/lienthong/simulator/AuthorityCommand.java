package org.lienthong.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.authority.SandboxAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "authority",
        description = "Makes a throw-away authority: keys, certificates, revocation list, directory of a sandbox.")
final class AuthorityCommand implements Callable<Integer> {

    static final String LOAD_AGENCY = "Z99.L%03d";

    @Option(names = "--out", required = true, description = "Folder to make.")
    private Path out = Path.of(".");

    @Option(
            names = "--organs",
            split = ",",
            defaultValue = "G22,H29",
            description = "Codes of the agencies, default ${DEFAULT-VALUE}.")
    private List<String> organs = List.of();

    @Option(
            names = "--renew",
            description = "Keeps an authority fit that may be there already: new revocation list, missing organs, "
                    + "certificates near their end.")
    private boolean renew;

    @Option(
            names = "--list-life",
            defaultValue = "P90D",
            description = "How long its revocation list counts, default ${DEFAULT-VALUE}.")
    private Duration listLife = Duration.ZERO;

    @Option(
            names = "--load-agencies",
            defaultValue = "0",
            description = "This many more agencies for load: Z99.L001, Z99.L002, …")
    private int loadAgencies;

    @Override
    public Integer call() throws IOException {
        List<OrganId> all = new ArrayList<>(organs.stream().map(OrganId::new).toList());
        for (int i = 1; i <= loadAgencies; i++) {
            all.add(new OrganId(String.format(Locale.ROOT, LOAD_AGENCY, i)));
        }
        SandboxAuthority authority = new SandboxAuthority(InstantSource.system(), listLife);
        if (renew) {
            authority.keep(out, all);
        } else {
            authority.make(out, all);
        }
        return 0;
    }
}
