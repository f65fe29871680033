package org.lienthong.exchange.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.message.identity.OrganId;

/**
 * 112,000 organs, the size of the country, by hand: {@code mvn -o test -pl bus-services/exchange -am -Dbyhand=true
 * -Dtest=LargeDirectoryTest -Dsurefire.failIfNoSpecifiedTests=false}. It prints times and heap, and judges no time.
 * Seen on two busy cores: first load 40 s (its events among it), the same again or with one change 10 to 17 s, a look-up 3 ms,
 * 3,321 at once 1.3 s, all pages 6 s; heap up to 411 MB while loading, 20 MB while serving.
 */
@EnabledIfSystemProperty(named = "byhand", matches = "true")
class LargeDirectoryTest {

    private static final int ORGANS = 112_000;
    private static final int ROOTS = 92;
    private static final int LOOK_UPS = 2_000;
    private static final int MANY = 3_321;

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();

    @Test
    void loadsResolvesAndChangesADirectoryOfTheWholeCountry() throws IOException {
        write();
        DirectoryLoader loader = new DirectoryLoader(
                DATABASE.dataSource(), new EventBook(DATABASE.dataSource(), new SecureRandom()), clock);
        Directory directory = new Directory(DATABASE.dataSource(), clock);

        timed("first load", () -> assertThat(loader.load(folder)).isNotEmpty());
        timed("load of the same again", () -> assertThat(loader.load(folder)).isEmpty());
        DATABASE.jdbc().sql("analyze").update();
        Random random = new Random(1);
        timed(LOOK_UPS + " look-ups, one by one, by either code or an alias", () -> {
            for (int i = 0; i < LOOK_UPS; i++) {
                int n = random.nextInt(ORGANS - ROOTS);
                OrganId organ = organ(n);
                OrganId written = List.of(organ, new OrganId("A" + n), organ).get(i % 3);
                assertThat(directory.resolve(written)).isEqualTo(new Resolution.Open(organ));
            }
        });
        List<OrganId> many = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            many.add(organ(i * 30));
        }
        timed(MANY + " at once", () -> assertThat(directory.resolveAll(many).values())
                .allMatch(found -> found instanceof Resolution.Open));
        OrganPages pages = new OrganPages(DATABASE.dataSource(), clock);
        timed("all pages of 500", () -> assertThat(read(pages, 0)).isEqualTo(ORGANS));
        rename();
        timed("load with one change", () -> assertThat(loader.load(folder)).hasSize(1));
        timed("the pages of that change", () -> assertThat(read(pages, 1)).isEqualTo(1));
    }

    private static int read(OrganPages pages, long since) {
        int organs = 0;
        OrganPage page = pages.from(OrganCursor.since(since));
        organs += page.organs().size();
        while (page.next().isPresent()) {
            page = pages.from(page.next().get());
            organs += page.organs().size();
        }
        return organs;
    }

    private static OrganId organ(int n) {
        return new OrganId("H%02d.%d".formatted(n % 63 + 1, n));
    }

    private void write() throws IOException {
        new DirectoryFolder(folder).extended().write();
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("organs.csv"), StandardOpenOption.APPEND)) {
            for (int i = 1; i <= ROOTS; i++) {
                String code = "%s%02d".formatted(i <= 63 ? "H" : "G", i <= 63 ? i : i - 63);
                out.write(code + ",Cơ quan " + code + ",000.00.00." + code + ",,ROOT,OPEN,,,,,,\n");
            }
            for (int n = 0; n < ORGANS - ROOTS; n++) {
                OrganId id = organ(n);
                out.write(id + ",Đơn vị số " + n + " của " + id + ",,"
                        + id.value().substring(0, 3) + ",UNIT,OPEN,,vanthu" + n + "@example.vn,A" + n + ",,,\n");
            }
        }
    }

    private void rename() throws IOException {
        Path file = folder.resolve("organs.csv");
        Files.writeString(file, Files.readString(file).replace("Đơn vị số 77 của", "Đơn vị mới của"));
    }

    private static void timed(String what, Runnable work) {
        System.gc();
        long before = used();
        long begun = System.nanoTime();
        work.run();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        System.out.printf(
                "%s: %d ms; heap %d MB before, %d MB after, of %d MB%n",
                what, millis, before >> 20, used() >> 20, Runtime.getRuntime().maxMemory() >> 20);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
