package org.lienthong.exchange.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another JVM with the class path of this one, to be killed; what it prints is read line by line. */
public final class ChildJvm implements AutoCloseable {

    private static final String END = "\u0000end of output";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Runs the main class; its errors come among its lines. */
    public static ChildJvm start(Class<?> main, String... args) {
        return start(List.of(), System.getProperty("java.class.path"), main, args);
    }

    /** As above, behind a command (setpriv …) and on a class path of its own. */
    public static ChildJvm start(List<String> behind, String classPath, Class<?> main, String... args) {
        List<String> command = new ArrayList<>(behind);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath));
        command.add(main.getName());
        command.addAll(List.of(args));
        try {
            return new ChildJvm(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException killed) {
            // its last line may be half a line: nobody gets it
        } finally {
            lines.add(END);
        }
    }

    /**
     * @return the rest of the first line that starts so
     * @throws AssertionError with all it printed, when it ends or the time is over before such a line
     */
    public String await(String start, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Optional<String> line = next(deadline); line.isPresent(); line = next(deadline)) {
            if (line.get().startsWith(start)) {
                return line.get().substring(start.length());
            }
        }
        throw new AssertionError("no line '" + start + "' but:\n" + String.join("\n", seen));
    }

    private Optional<String> next(long deadline) {
        try {
            String line = lines.poll(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                return Optional.empty();
            }
            seen.add(line);
            return Optional.of(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Kills it as kill -9 does and waits until it is gone. @return every whole line it ever printed */
    public List<String> kill() {
        process.destroyForcibly();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (next(deadline).isPresent()) {
            // up to the end of its output
        }
        waitForEnd();
        return List.copyOf(seen);
    }

    /** @return its exit code; -1 when it does not end within the time */
    public int exit(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    public long pid() {
        return process.pid();
    }

    private void waitForEnd() {
        if (exit(Duration.ofSeconds(20)) == -1) {
            throw new AssertionError("process " + process.pid() + " survives kill -9");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        waitForEnd();
    }
}
