package org.lienthong.gateway.toolkits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that a test runs to their end, in a folder of their own; each is ended after five minutes. */
final class ChildProgram {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Map<String, String> SURROUNDINGS =
            Map.of("PYTHONDONTWRITEBYTECODE", "1", "PYTHONUTF8", "1", "LC_ALL", "C.UTF-8");

    private final Path folder;

    ChildProgram(Path folder) {
        this.folder = folder;
    }

    /** @return what it wrote to both outputs */
    String run(List<String> command) throws IOException, InterruptedException {
        Ended ended = end(command);
        if (ended.code() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + " ended with " + ended.code() + ":\n" + ended.output());
        }
        return ended.output();
    }

    /** @return what the Java program wrote to both outputs */
    String java(String classPath, String main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // lives of seconds
                "-Xmx256m",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classPath,
                main));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** @return whether the command is there and succeeds */
    boolean succeeds(String... command) throws InterruptedException {
        try {
            return end(List.of(command)).code() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private record Ended(int code, String output) {}

    private Ended end(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(SURROUNDINGS);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            String text = Files.readString(output);
            if (!ended) {
                throw new AssertionError(String.join(" ", command) + " did not end. Its output so far:\n" + text);
            }
            return new Ended(process.exitValue(), text);
        } finally {
            process.destroyForcibly();
        }
    }
}
