package org.lienthong.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.springframework.util.FileSystemUtils;

/** A bus that runs, with its keys, its folder and its database. */
final class TestBus implements AutoCloseable {

    private final TestKeys keys = new TestKeys();
    private final ExchangeDatabase database = new ExchangeDatabase();
    private final ExtensionContext context;
    private final Path folder;
    private final Path configuration;
    private RunningBus running;

    TestBus(ExtensionContext context, List<String> lines) {
        this.context = context;
        database.beforeAll(context);
        try {
            folder = Files.createTempDirectory("bus");
            keys.write(folder);
            configuration = writeConfiguration(lines);
            running = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunningBus start() {
        return RunningBus.start(ConfigurationFile.read(configuration));
    }

    void restart() {
        running.close();
        running = start();
    }

    private Path writeConfiguration(List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(TestKeys.settings(folder));
        all.addAll(List.of(
                "database.url=" + database.url(),
                "database.user=" + database.user(),
                "database.password=" + database.password()));
        lines.forEach(line -> all.add(line.replace("FOLDER", folder.toString())));
        for (String usual : List.of("profile=sandbox", "listen.fault-burst=100000")) {
            String key = usual.substring(0, usual.indexOf('=') + 1);
            if (lines.stream().noneMatch(line -> line.startsWith(key))) {
                all.add(usual);
            }
        }
        return Files.write(folder.resolve("bus.properties"), all);
    }

    TestKeys keys() {
        return keys;
    }

    Path folder() {
        return folder;
    }

    ExchangeDatabase database() {
        return database;
    }

    int port() {
        return running.port();
    }

    @Override
    public void close() {
        running.close();
        database.afterAll(context);
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
