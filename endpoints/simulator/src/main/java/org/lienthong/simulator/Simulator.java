package org.lienthong.simulator;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The door to the programs of this module; each reaches a bus only over the wire. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Agencies that behave and misbehave, and what they need.",
        subcommands = {
            AuthorityCommand.class,
            VectorsCommand.class,
            VpcpCommand.class,
            HcmcCommand.class,
            LoadCommand.class
        })
public final class Simulator {

    private Simulator() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Simulator()).execute(args));
    }
}
