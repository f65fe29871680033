package org.lienthong.exchange.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the server's programs, never longer than told. Their output goes to a file: a pipe could outlive them. */
final class Commands {

    private final Path output;

    Commands(Path output) {
        this.output = output;
    }

    /** @return what it printed, for an error message */
    record Ended(int code, String output) {}

    boolean succeeds(List<String> command, Duration patience) {
        try {
            return run(command, patience).code() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    Ended run(List<String> command, Duration patience) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Ended(-1, "no end after " + patience + "\n" + printed());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Ended(-1, "interrupted");
        }
        return new Ended(process.exitValue(), printed());
    }

    private String printed() throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
    }
}
