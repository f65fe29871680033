package org.lienthong.gateway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lienthong.gateway.Lienthong;

/** A bus of its own process, as {@code serve} starts it, everything embedded, with 256 MB of heap. */
public final class SmallBus implements AutoCloseable {

    private static final Pattern SERVES = Pattern.compile("serves at http://127\\.0\\.0\\.1:(\\d+)/");
    /** {@code Pause Young (Normal) (G1 Evacuation Pause) 95M->40M(256M)} */
    private static final Pattern PAUSE = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");

    private static final long PATIENCE_SECONDS = 60;

    private final Path folder;
    private final Process process;
    private final int port;

    private SmallBus(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** Starts on a folder that {@link TestKeys#write} has written to, also after a kill; returns when it serves. */
    public static SmallBus start(Path folder) throws IOException {
        List<String> settings = new ArrayList<>(TestKeys.settings(folder));
        settings.add("profile=sandbox");
        Path config = Files.write(folder.resolve("bus.properties"), settings);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Xlog:gc:file=" + folder.resolve("gc.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Lienthong.class.getName(),
                        "serve",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .start();
        return new SmallBus(folder, process, port(process));
    }

    private static int port(Process bus) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(bus.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            var serves = SERVES.matcher(line);
            if (serves.find()) {
                Thread drain = new Thread(() -> drain(output), "bus output");
                drain.setDaemon(true);
                drain.start();
                return Integer.parseInt(serves.group(1));
            }
        }
        throw new AssertionError("the bus did not start:\n" + said);
    }

    private static void drain(BufferedReader output) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.out.println(line);
            }
        } catch (IOException killed) {
            // says no more
        }
    }

    public int port() {
        return port;
    }

    /** kill -9, now. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** @return the most megabytes of heap in use before a collection since the last start */
    public int heapPeak() throws IOException {
        try (Stream<String> log = Files.lines(folder.resolve("gc.log"))) {
            return log.flatMap(line -> PAUSE.matcher(line).results())
                    .mapToInt(pause -> Integer.parseInt(pause.group(1)))
                    .max()
                    .orElseThrow();
        }
    }

    /** Ends it in good order. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the bus does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
