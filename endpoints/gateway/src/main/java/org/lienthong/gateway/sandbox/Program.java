package org.lienthong.gateway.sandbox;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the simulator in a JVM of its own, started from what this JVM was started from. */
public final class Program implements AutoCloseable {

    private static final String SIMULATOR = "org.lienthong.simulator.Simulator";
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Process process;
    private final Thread reader;

    private Program(Process process, Thread reader) {
        this.process = process;
        this.reader = reader;
    }

    /** @param log where the program's own log goes; its steps go to the console */
    public static Program start(Console console, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-Dlogback.configurationFile=org/lienthong/gateway/sandbox/file-logback.xml",
                "-Dlienthong.log=" + log));
        command.addAll(classPath());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        Thread reader = new Thread(() -> relay(process, console), "output of " + arguments.get(0));
        reader.setDaemon(true);
        reader.start();
        return new Program(process, reader);
    }

    /** @return whether it ended in time and well; one that did not end is ended */
    public boolean endsWell(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            return false;
        }
        reader.join(GRACE.toMillis());
        return process.exitValue() == 0;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void relay(Process process, Console console) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(console::relay);
        } catch (IOException | UncheckedIOException ended) {
            console.text("");
        }
    }

    private static String java() {
        return Path.of(runtime().getSystemProperties().getOrDefault("java.home", ""), "bin", "java")
                .toString();
    }

    /** From the one jar its launcher is told which program to run; from a class path (an IDE, tests) it is named outright. */
    private static List<String> classPath() {
        String classPath = runtime().getClassPath();
        boolean oneJar = !classPath.contains(File.pathSeparator) && classPath.endsWith("lienthong.jar");
        return oneJar
                ? List.of("-Dloader.main=" + SIMULATOR, "-cp", classPath, LAUNCHER)
                : List.of("-cp", classPath, SIMULATOR);
    }

    private static RuntimeMXBean runtime() {
        return ManagementFactory.getRuntimeMXBean();
    }
}
