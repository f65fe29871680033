package org.lienthong.gateway.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.configuration.Profile;

/**
 * An empty bus on a folder, which is its authority's folder too: what a client needs lies where an integrator looks first.
 * The same folder again goes on where it stopped.
 */
final class Sandbox implements AutoCloseable {

    static final String BUS = "urn:lienthong:bus:sandbox";

    private static final Duration VECTORS = Duration.ofSeconds(90);

    private final BusFolder folder;
    private final Console console;
    private final InstantSource clock;
    private Optional<RunningBus> bus = Optional.empty();
    private Optional<ListKeeper> keeper = Optional.empty();

    Sandbox(Path folder, Console console, InstantSource clock) {
        this.folder = new BusFolder(folder, folder);
        this.console = console;
        this.clock = clock;
    }

    /**
     * @param organs that must have keys; those of earlier starts stay
     * @return whether it serves
     */
    synchronized boolean start(int port, List<String> organs, Duration listLife)
            throws IOException, InterruptedException {
        folder.make();
        boolean first = !Files.exists(folder.authority().resolve("ca.pem"));
        ThrowAwayAuthority authority = new ThrowAwayAuthority(folder, organs, listLife);
        boolean kept = authority.keep(console);
        step(kept, first);
        if (!kept) {
            return false;
        }
        writeVectors();
        Path configuration = folder.writeConfiguration(Profile.SANDBOX, BUS, port);
        RunningBus running = RunningBus.start(ConfigurationFile.read(configuration));
        bus = Optional.of(running);
        keeper = Optional.of(new ListKeeper(authority, console, clock).start());
        console.step(
                clock.instant(),
                true,
                "Trục phục vụ tại " + running.exchange(),
                "The bus serves at " + running.exchange());
        Guide guide = new Guide(folder.path(), running.exchange(), BUS, organs());
        guide.write();
        console.text(guide.summary());
        return true;
    }

    /** Once; a sandbox without them serves all the same. */
    private void writeVectors() throws IOException, InterruptedException {
        Path vectors = folder.path().resolve("vectors");
        if (Files.exists(vectors)) {
            return;
        }
        List<String> arguments = List.of("vectors", "--out", vectors.toString());
        try (Program program = Program.start(console, folder.log("vectors"), arguments)) {
            boolean made = program.endsWell(VECTORS);
            console.step(
                    clock.instant(),
                    made,
                    "Yêu cầu đã ký mẫu để so chữ ký: " + vectors,
                    "Signed vectors to compare a signature with" + (made ? "" : ": see " + folder.log("vectors")));
        }
    }

    private void step(boolean kept, boolean first) {
        Instant now = clock.instant();
        if (!kept) {
            console.step(
                    now,
                    false,
                    "Không tạo được khoá và chứng thư: xem " + folder.log("authority"),
                    "Keys and certificates could not be made: see " + folder.log("authority"));
        } else if (first) {
            console.step(
                    now, true, "Đã tạo CA thử nghiệm, khoá và chứng thư", "Made the sandbox CA, keys, certificates");
        } else {
            console.step(
                    now,
                    true,
                    "Dùng tiếp thư mục cũ: khoá và văn bản còn nguyên, danh sách thu hồi được ký lại",
                    "Going on with this folder: keys and documents as they were, a new revocation list");
        }
    }

    /** @return what has a key, by the files of the directory */
    private List<Guide.Organ> organs() throws IOException {
        try (Stream<Path> keys = Files.list(folder.authority().resolve("organs"))) {
            List<String> rows = Files.readAllLines(folder.authority().resolve("directory/organs.csv"));
            return keys.filter(Files::isDirectory)
                    .sorted()
                    .map(key -> new Guide.Organ(String.valueOf(key.getFileName()), key, name(key, rows)))
                    .toList();
        }
    }

    private static String name(Path key, List<String> rows) {
        String start = key.getFileName() + ",";
        return rows.stream()
                .filter(row -> row.startsWith(start))
                .map(row -> row.substring(start.length()).replaceAll("^\"?([^\",]*).*", "$1"))
                .findFirst()
                .orElse("");
    }

    /** @return the address of the SOAP door */
    synchronized String exchange() {
        return bus.orElseThrow().exchange();
    }

    @Override
    public synchronized void close() {
        keeper.ifPresent(ListKeeper::close);
        bus.ifPresent(RunningBus::close);
        keeper = Optional.empty();
        bus = Optional.empty();
    }
}
