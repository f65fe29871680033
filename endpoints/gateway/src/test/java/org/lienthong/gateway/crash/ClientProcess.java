package org.lienthong.gateway.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.lienthong.client.command.ClientProgram;
import org.lienthong.client.json.JsonObject;

/** One run of an agency's command line in a JVM of its own. */
final class ClientProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SILENT = "<configuration><root level=\"OFF\"/></configuration>";

    private final Process process;
    private final Path out;
    private final Path err;

    private ClientProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param config as {@code --config} takes it; its folder gets what the run says */
    static ClientProcess start(Path config, List<String> arguments) throws IOException {
        Path folder = config.resolveSibling("runs");
        Files.createDirectories(folder);
        Path log = Files.writeString(folder.resolve("logback.xml"), SILENT); // the jar has no logback
        Path out = Files.createTempFile(folder, "run", ".out");
        Path err = out.resolveSibling(out.getFileName().toString().replace(".out", ".err"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                ClientProgram.class.getName()));
        command.addAll(arguments);
        command.addAll(List.of("--json", "--config", config.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ClientProcess(process, out, err);
    }

    /**
     * kill -9 as soon as something has happened.
     *
     * @return whether it died of it: it may have come to its end before
     */
    boolean killWhen(Callable<Boolean> moment) throws InterruptedException {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !process.isAlive() || moment.call());
        process.destroyForcibly();
        return awaitEnd() == 128 + 9;
    }

    /** @return its exit code */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the command line does not end");
        }
        return process.exitValue();
    }

    /** Waits for its good end. */
    List<JsonObject> results() throws InterruptedException, IOException {
        int code = awaitEnd();
        if (code != 0) {
            throw new AssertionError("exit code " + code + ":\n" + Files.readString(err) + Files.readString(out));
        }
        return Files.readAllLines(out).stream()
                .map(line -> JsonObject.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
