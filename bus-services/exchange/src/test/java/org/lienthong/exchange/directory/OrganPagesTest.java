package org.lienthong.exchange.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.JdbcTemplate;

class OrganPagesTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private DirectoryFolder files;
    private OrganPages pages;

    @BeforeEach
    void loadTheUsual() {
        DATABASE.clear();
        files = DirectoryFolder.usual(folder).extended();
        pages = new OrganPages(DATABASE.dataSource(), clock, 2);
        load();
    }

    @Test
    void everyOrganComesOnceInPagesOfTheBoundedSize() {
        List<OrganPage> read = readFrom(0);

        assertThat(read).extracting(page -> page.organs().size()).containsExactly(2, 2, 1);
        assertThat(read)
                .flatExtracting(OrganPage::organs)
                .extracting(organ -> organ.organ().value())
                .containsExactlyInAnyOrder("G22", "H29", "H49", "H57", "H26.TX");
        assertThat(read.get(2).next()).isEmpty();
    }

    @Test
    void anEmptyDirectoryHasOneEmptyPage() {
        DATABASE.clear();

        assertThat(pages.from(OrganCursor.since(0))).isEqualTo(new OrganPage(0, List.of(), Optional.empty()));
    }

    @Test
    void onlyWhatChangedComesAgainWithEverythingThatIsKnownOfIt() {
        long known = last(readFrom(0)).version();
        files.without("H57,");
        files.organ(
                "H57,Huế,000.00.00.H57,,UBND,NOT_CONNECTED,,vanthu@hue,K57,1,2020-01-01T00:00:00Z,2030-01-01T00:00:00Z");
        load();

        List<OrganPage> read = readFrom(known);

        assertThat(last(read).version()).isEqualTo(known + 1);
        assertThat(read).flatExtracting(OrganPage::organs).singleElement().satisfies(organ -> {
            assertThat(organ.name()).isEqualTo("Huế");
            assertThat(organ.aliases()).containsExactly("K57");
            assertThat(organ.level()).contains(1);
            assertThat(organ.state()).isEqualTo(OrganEntry.State.NOT_CONNECTED);
            assertThat(organ.contactPoint()).contains("vanthu@hue");
            assertThat(organ.validTo()).isPresent();
        });
        assertThat(readFrom(known + 1)).flatExtracting(OrganPage::organs).isEmpty();
    }

    @Test
    void anOrganThatChangesBehindTheReaderComesAgainBeforeHim() {
        OrganPage first = pages.from(OrganCursor.since(0));
        OrganId seen = first.organs().get(0).organ();
        DATABASE.jdbc()
                .sql("update organ set version = 2, name = 'đổi tên' where organ_id = ?")
                .param(seen.value())
                .update();

        List<OrganPage> rest = readFrom(first.next().orElseThrow());

        assertThat(rest)
                .flatExtracting(OrganPage::organs)
                .filteredOn(organ -> organ.organ().equals(seen))
                .singleElement()
                .satisfies(organ -> assertThat(organ.name()).isEqualTo("đổi tên"));
    }

    /** The one that began first commits last: its version may not be lower than one that a reader has seen. */
    @Test
    void aLateCommitNeverHidesBehindAVersionThatWasSeen() throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(DATABASE.dataSource());
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> slow = threads.submit(() -> DATABASE.transactions().executeWithoutResult(begun -> {
                DirectoryUpdate.lock(jdbc);
                rename(jdbc, "H29");
                locked.countDown();
                await(mayCommit);
            }));
            await(locked);
            Future<?> quick = threads.submit(() -> DATABASE.transactions().executeWithoutResult(begun -> {
                DirectoryUpdate.lock(jdbc);
                rename(jdbc, "H49");
            }));
            long seen = last(readFrom(0)).version();
            mayCommit.countDown();
            slow.get();
            quick.get();

            assertThat(readFrom(seen))
                    .flatExtracting(OrganPage::organs)
                    .extracting(organ -> organ.organ().value())
                    .containsExactly("H29", "H49");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void readsOnlyCursorsOfItsOwn() {
        assertThat(OrganCursor.parse(new OrganCursor(17, "H29.12").toString()))
                .hasValueSatisfying(cursor -> assertThat(cursor.toString()).isEqualTo("17:H29.12"));
        for (String strange :
                List.of("", "17", "x:H29", "-1:H29", "1:h29", "1:H29' or 1=1", "9999999999999999999:H29")) {
            assertThat(OrganCursor.parse(strange)).isEmpty();
        }
    }

    private static void rename(JdbcTemplate jdbc, String organ) {
        jdbc.update(
                "update organ set name = 'mới', version = (select max(version) + 1 from organ) where organ_id = ?",
                organ);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static OrganPage last(List<OrganPage> read) {
        return read.get(read.size() - 1);
    }

    private List<OrganPage> readFrom(long version) {
        return readFrom(OrganCursor.since(version));
    }

    private List<OrganPage> readFrom(OrganCursor cursor) {
        List<OrganPage> read = new ArrayList<>();
        Optional<OrganCursor> next = Optional.of(cursor);
        while (next.isPresent()) {
            read.add(pages.from(next.get()));
            next = last(read).next();
        }
        return read;
    }

    private void load() {
        new DirectoryLoader(DATABASE.dataSource(), new EventBook(DATABASE.dataSource(), new SecureRandom()), clock)
                .load(files.write());
    }
}
