package org.lienthong.gateway;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.directory.DirectoryRefusedException;
import org.lienthong.exchange.postgres.NoDatabaseException;
import org.lienthong.gateway.configuration.ConfigurationRefusedException;
import org.lienthong.gateway.demo.DemoCommand;
import org.lienthong.gateway.operations.DirectoryCommand;
import org.lienthong.gateway.sandbox.SandboxCommand;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar lienthong.jar COMMAND}. */
@Command(
        name = "lienthong",
        description = "Trục liên thông văn bản / a bus for signed official documents",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            RebuildQueuesCommand.class,
            ConservationCommand.class,
            DirectoryCommand.class,
            InboxCommand.class,
            SandboxCommand.class,
            DemoCommand.class
        })
public final class Lienthong {

    /** Exit code for what the operator can put right: a configuration, a directory, a database. */
    private static final int REFUSED = 2;

    private Lienthong() {}

    public static void main(String... arguments) {
        // always: threads of the broker's in-VM connector outlive it by a minute
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Lienthong())
                .setExecutionExceptionHandler((thrown, line, parsed) -> explain(thrown, line.getErr()));
    }

    private static int explain(Exception thrown, PrintWriter err) throws Exception {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationRefusedException
                    || cause instanceof NoDatabaseException
                    || cause instanceof DirectoryRefusedException
                    || cause instanceof IllegalArgumentException) {
                return refused(err, cause.getMessage());
            }
            if (cause instanceof PortInUseException taken) {
                return refused(
                        err,
                        "listen.port: cổng " + taken.getPort() + " đang có chương trình khác dùng / port "
                                + taken.getPort() + " is in use by another program");
            }
        }
        throw thrown;
    }

    private static int refused(PrintWriter err, @Nullable String why) {
        err.println("Không khởi động được / cannot start:");
        err.println(why);
        err.flush();
        return REFUSED;
    }
}
