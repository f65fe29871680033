package org.lienthong.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.lienthong.gateway.sandbox.BusFolder;

/**
 * Where a demo lives: {@code authority/} with the throw-away keys, {@code lienthong.yaml} with the configuration of its bus,
 * {@code data/}, {@code inbox/} with what each agency received, {@code logs/}.
 */
record DemoFolder(Path path) {

    Path authority() {
        return path.resolve("authority");
    }

    BusFolder bus() {
        return new BusFolder(path, authority());
    }

    Path inbox(String program) {
        return path.resolve("inbox").resolve(program);
    }

    Path events(String program) {
        return path.resolve("logs")
                .resolve(program + "-" + ProcessHandle.current().pid() + ".jsonl");
    }

    void make() throws IOException {
        bus().make();
    }

    void delete() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (NoSuchFileException alreadyGone) {
            // what was to be reached
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
    }
}
