package org.lienthong.gateway.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.lienthong.message.identity.OrganId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lienthong.jar sandbox}: an empty bus for whoever writes a client. */
@Command(
        name = "sandbox",
        description = "Trục trống để thử phần mềm của bạn / an empty bus to try your client on",
        mixinStandardHelpOptions = true)
public final class SandboxCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "Giữ mọi thứ ở đây; chạy lại thì tiếp tục / keeps everything; started again it goes on")
    private Path dir = Path.of("");

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "N",
            description = "Cổng trên 127.0.0.1, 0: cổng trống bất kỳ / port, 0: any free one; default ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--organs",
            split = ",",
            defaultValue = "G22,H29",
            paramLabel = "ID",
            description = "Mã các cơ quan được cấp khoá / codes of the organs that get a key; default ${DEFAULT-VALUE}")
    private List<String> organs = List.of();

    @Option(names = "--list-life", defaultValue = "P1D", hidden = true)
    private Duration listLife = Duration.ZERO;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        organs.forEach(this::requireCode);
        Path folder = Files.createDirectories(dir).toAbsolutePath().normalize();
        Files.createDirectories(folder.resolve("logs"));
        FileLog.to(folder.resolve("logs").resolve("bus.log"));
        Sandbox sandbox = new Sandbox(folder, Console.ofThisTerminal(), InstantSource.system());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            sandbox.close();
                            FileLog.close();
                        },
                        "end of the sandbox"));
        if (!sandbox.start(port, organs, listLife)) {
            return FAILED;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private void requireCode(String organ) {
        try {
            OrganId unused = new OrganId(organ);
        } catch (IllegalArgumentException noCode) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--organs: '" + organ + "' không phải mã cơ quan / is no code of an organ",
                    noCode);
        }
    }
}
