package org.lienthong.gateway.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A {@link KilledBus} in a JVM of its own, its output in a file. */
final class BusProcess {

    private static final Duration START = Duration.ofMinutes(2);
    private static final String SERVING = "SERVING ";

    private final Process process;
    private final Path log;

    private BusProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * @param before put before the java command, e.g. a tracer
     * @param arguments of {@link KilledBus}
     */
    static BusProcess start(Path log, List<String> before, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1", // lives of seconds
                "-Duser.timezone=Pacific/Auckland",
                "-cp",
                System.getProperty("java.class.path"),
                KilledBus.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new BusProcess(process, log);
    }

    /** @throws AssertionError with its output if it ends before it serves */
    void awaitServing() {
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> pid().isPresent() || !process.isAlive());
        if (!process.isAlive() && pid().isEmpty()) {
            throw new AssertionError("the bus did not start:\n" + output());
        }
    }

    /** @return of the JVM, also behind a tracer; empty until it serves */
    Optional<Long> pid() {
        return output().lines()
                .filter(line -> line.startsWith(SERVING))
                .map(line -> Long.parseLong(line.substring(SERVING.length()).strip()))
                .findFirst();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** kill -9, now. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Tells the JVM to end in good order, and waits until it has. */
    void stop() {
        pid().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroy);
        awaitEnd();
    }

    /** @return exit code */
    int awaitEnd() {
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the bus does not end:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
