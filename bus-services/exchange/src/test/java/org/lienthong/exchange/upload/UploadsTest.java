package org.lienthong.exchange.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lienthong.exchange.upload.UploadBench.announced;
import static org.lienthong.exchange.upload.UploadBench.chunk;
import static org.lienthong.exchange.upload.UploadBench.content;
import static org.lienthong.exchange.upload.UploadBench.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.store.PartialContents;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.UploadId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

class UploadsTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private static final byte[] CONTENT = content(300_000);

    @TempDir
    Path folder;

    private UploadBench bench;

    @BeforeEach
    void open() {
        bench = new UploadBench(DATABASE, folder);
    }

    @Test
    void takesAFileChunkByChunkAndChecksTheWhole() {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);

        assertThat(prepared.offset()).isZero();
        assertThat(prepared.chunkMax()).isEqualTo(64L << 20);
        assertThat(prepared.expiresAt()).isEqualTo(bench.clock.instant().plus(Duration.ofDays(1)));
        assertThat(bench.write(prepared, CONTENT, 0, 100_000)).isEqualTo(stored(100_000, false));
        assertThat(bench.uploads.progress(key(prepared))).contains(new UploadProgress(100_000, 300_000, false));
        assertThat(bench.write(prepared, CONTENT, 100_000, 299_999)).isEqualTo(stored(299_999, false));
        assertThat(bench.write(prepared, CONTENT, 299_999, 300_000)).isEqualTo(stored(300_000, true));
        assertThat(bench.uploads.progress(key(prepared))).contains(new UploadProgress(300_000, 300_000, true));
        assertThat(bench.write(prepared, CONTENT, 300_000, 300_000)).isEqualTo(stored(300_000, true));
        assertThat(bench.write(prepared, CONTENT, 0, 1))
                .isEqualTo(new ChunkOutcome.WrongOffset(new UploadProgress(300_000, 300_000, true)));
    }

    @Test
    void takesAnEmptyFile() {
        PreparedUpload prepared = bench.prepare("vpcp", new byte[0]);

        assertThat(bench.write(prepared, new byte[0], 0, 0))
                .isEqualTo(new ChunkOutcome.Stored(new UploadProgress(0, 0, true)));
    }

    @Test
    void keepsOfTheTokenADigestOnly() {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);

        String row = DATABASE.jdbc()
                .sql("select upload::text from upload")
                .query(String.class)
                .single();
        assertThat(prepared.token().value()).hasSize(43);
        assertThat(row)
                .doesNotContain(prepared.token().value())
                .contains(prepared.token().sha256().toString());
        assertThat(prepared.toString()).doesNotContain(prepared.token().value());
    }

    @Test
    void saysWhereItStandsAndReadsNothingOfAChunkThatBelongsElsewhere() {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);
        bench.write(prepared, CONTENT, 0, 10);

        for (long offset : List.of(0L, 9L, 11L, 300_000L)) {
            assertThat(bench.uploads.write(key(prepared), unread(offset, 5)))
                    .isEqualTo(new ChunkOutcome.WrongOffset(new UploadProgress(10, 300_000, false)));
        }
        assertThat(bench.uploads.write(key(prepared), unread(10, 299_991))).isEqualTo(new ChunkOutcome.Beyond(300_000));
    }

    @Test
    void readsNothingWithoutRoomOnTheDisk() {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);
        Uploads full = bench.uploads(bench.partials, Long.MAX_VALUE);

        assertThat(full.write(key(prepared), unread(0, 5))).isEqualTo(new ChunkOutcome.NoRoom());
        refused(RefusalCode.BUSY, () -> full.prepare(bench.caller("vpcp"), bench.request("r"), announced(CONTENT)));
    }

    @Test
    void countsWhatCameBeforeTheConnectionBroke() {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);
        bench.write(prepared, CONTENT, 0, 1_000);

        refused(
                RefusalCode.MALFORMED,
                () -> bench.uploads.write(key(prepared), new Chunk(1_000, 200_000, out -> {
                    out.write(CONTENT, 1_000, 49_000);
                    throw Refusal.of(RefusalCode.MALFORMED).refused();
                })));

        assertThat(bench.uploads.progress(key(prepared))).contains(new UploadProgress(50_000, 300_000, false));
        assertThat(bench.write(prepared, CONTENT, 50_000, 300_000)).isEqualTo(stored(300_000, true));
    }

    @Test
    void afterACrashInAChunkGoesOnFromTheLastOffsetThatWasTold() {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);
        bench.write(prepared, CONTENT, 0, 1_000);
        assertThatThrownBy(() -> bench.uploads.write(key(prepared), new Chunk(1_000, 200_000, out -> {
                    out.write(content(70_000)); // not even the right bytes: nobody may ever see them
                    throw new Killed();
                })))
                .isInstanceOf(Killed.class);

        Uploads restarted = bench.uploads(bench.reopened(), 0);

        assertThat(bench.partials.length(prepared.id())).isEqualTo(71_000);
        assertThat(restarted.progress(key(prepared))).contains(new UploadProgress(1_000, 300_000, false));
        assertThat(restarted.write(key(prepared), chunk(CONTENT, 1_000, 300_000)))
                .isEqualTo(stored(300_000, true));
    }

    @Test
    void tellsNoMoreThanTheDiskHasThoughTheDatabaseSaysSo() throws Exception {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);
        bench.write(prepared, CONTENT, 0, 200_000);
        try (var file = FileChannel.open(file(prepared), StandardOpenOption.WRITE)) {
            file.truncate(150_000);
        }

        assertThat(bench.uploads.progress(key(prepared))).contains(new UploadProgress(150_000, 300_000, false));
        assertThat(bench.write(prepared, CONTENT, 200_000, 300_000))
                .isEqualTo(new ChunkOutcome.WrongOffset(new UploadProgress(150_000, 300_000, false)));
        assertThat(bench.write(prepared, CONTENT, 150_000, 300_000)).isEqualTo(stored(300_000, true));
    }

    @Test
    void throwsAWholeAwayThatIsNotWhatWasAnnouncedAndBeginsAgain() {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);
        byte[] other = CONTENT.clone();
        other[7] ^= 1;
        bench.write(prepared, other, 0, 200_000);

        assertThat(bench.write(prepared, other, 200_000, 300_000))
                .isEqualTo(new ChunkOutcome.Altered(Digest.sha256(CONTENT), Digest.sha256(other)));

        assertThat(bench.uploads.progress(key(prepared))).contains(new UploadProgress(0, 300_000, false));
        assertThat(bench.partials.length(prepared.id())).isZero();
        assertThat(bench.write(prepared, CONTENT, 0, 300_000)).isEqualTo(stored(300_000, true));
    }

    @Test
    void writesOneChunkOfAnUploadAtATimeInThisProcessAndBesideAnother() throws Exception {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<ChunkOutcome> first =
                    other.submit(() -> bench.uploads.write(key(prepared), new Chunk(0, 200_000, out -> {
                        out.write(CONTENT, 0, 100_000);
                        begun.countDown();
                        await(goOn);
                        out.write(CONTENT, 100_000, 100_000);
                    })));
            await(begun);

            assertThat(bench.uploads.write(key(prepared), unread(0, 5))).isEqualTo(new ChunkOutcome.Contended());
            assertThat(bench.uploads(bench.reopened(), 0).write(key(prepared), unread(0, 5)))
                    .isEqualTo(new ChunkOutcome.Contended());

            goOn.countDown();
            assertThat(first.get()).isEqualTo(stored(200_000, false));
        } finally {
            other.shutdownNow();
        }
        assertThat(bench.write(prepared, CONTENT, 200_000, 300_000)).isEqualTo(stored(300_000, true));
    }

    @Test
    void countsOneOfTwoChunksAtOnceAlsoWhereFileLocksDoNotWork() {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);
        Uploads elsewhere = bench.uploads(new PartialContents(new ContentStore(folder.resolve("elsewhere"))), 0);

        ChunkOutcome late = bench.uploads.write(key(prepared), new Chunk(0, 200_000, out -> {
            out.write(CONTENT, 0, 200_000);
            assertThat(elsewhere.write(key(prepared), chunk(CONTENT, 0, 1_000))).isEqualTo(stored(1_000, false));
        }));

        assertThat(late).isEqualTo(new ChunkOutcome.WrongOffset(new UploadProgress(1_000, 300_000, false)));
        assertThat(bench.state(prepared)).isEqualTo("OPEN 1000");
    }

    @Test
    void opensNothingWithAnotherTokenOrUnderAnotherIdOrTooLate() {
        PreparedUpload mine = bench.prepare("vpcp", CONTENT);
        PreparedUpload theirs = bench.prepare("hcmc", CONTENT);

        for (UploadKey wrong : List.of(
                new UploadKey(mine.id(), theirs.token()),
                new UploadKey(mine.id(), new UploadToken("")),
                new UploadKey(UploadId.random(), mine.token()))) {
            assertThat(bench.uploads.progress(wrong)).isEmpty();
            assertThat(bench.uploads.write(wrong, unread(0, 5))).isEqualTo(new ChunkOutcome.Unknown());
        }
        bench.clock.advance(Duration.ofHours(23));
        bench.write(mine, CONTENT, 0, 5);
        bench.clock.advance(Duration.ofHours(23));
        assertThat(bench.uploads.progress(key(mine))).isPresent();
        assertThat(bench.uploads.progress(key(theirs))).isEmpty();
        assertThat(bench.uploads.write(key(theirs), unread(0, 5))).isEqualTo(new ChunkOutcome.Unknown());
    }

    @Test
    void limitsWhatOneOrganHoldsOpen() {
        List<PreparedUpload> open = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            open.add(bench.prepare("vpcp", CONTENT));
        }
        refused(RefusalCode.BUSY, () -> bench.prepare("vpcp", CONTENT));
        assertThat(bench.prepare("hcmc", CONTENT)).isNotNull();

        bench.write(open.get(0), CONTENT, 0, 300_000);
        assertThat(bench.prepare("vpcp", CONTENT)).isNotNull();
    }

    @Test
    void limitsTheBytesThatOneOrganBringsWithoutADocument() {
        AnnouncedUpload twoGigabytes = new AnnouncedUpload(2L << 30, Digest.sha256(CONTENT), "application/pdf");
        refused(
                RefusalCode.TOO_LARGE,
                () -> bench.prepare("vpcp", new AnnouncedUpload((2L << 30) + 1, Digest.sha256(CONTENT), "a/b")));
        PreparedUpload small = bench.prepare("vpcp", CONTENT);
        bench.write(small, CONTENT, 0, 300_000);
        for (int i = 0; i < 3; i++) {
            bench.prepare("vpcp", twoGigabytes);
        }
        refused(RefusalCode.BUSY, () -> bench.prepare("vpcp", twoGigabytes)); // the complete one counts too

        bench.database.transactions().executeWithoutResult(begun -> use(small));
        assertThat(bench.prepare("vpcp", twoGigabytes)).isNotNull();
    }

    @Test
    void holdsTheLimitAgainstManyAtOnce() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                attempts.add(() -> {
                    try {
                        return bench.prepare("vpcp", CONTENT) != null;
                    } catch (RefusedException busy) {
                        return false;
                    }
                });
            }
            int prepared = 0;
            for (Future<Boolean> attempt : many.invokeAll(attempts)) {
                prepared += attempt.get() ? 1 : 0;
            }
            assertThat(prepared).isEqualTo(16);
        } finally {
            many.shutdownNow();
        }
    }

    @Test
    void preparesNothingForARequestThatCameBefore() {
        bench.uploads.prepare(bench.caller("vpcp"), bench.request("r-1"), announced(CONTENT));

        refused(
                RefusalCode.REPLAYED,
                () -> bench.uploads.prepare(bench.caller("vpcp"), bench.request("r-1"), announced(CONTENT)));
        assertThat(DATABASE.jdbc()
                        .sql("select count(*) from upload")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void removesWhatIsIdleOrNotNamedInTimeWithItsFile() {
        PreparedUpload idle = bench.prepare("vpcp", CONTENT);
        bench.write(idle, CONTENT, 0, 5);
        PreparedUpload complete = bench.prepare("vpcp", CONTENT);
        bench.write(complete, CONTENT, 0, 300_000);
        bench.clock.advance(Duration.ofDays(1));
        bench.collector().collect();
        assertThat(bench.state(idle)).isEqualTo("gone");
        assertThat(bench.state(complete)).isEqualTo("COMPLETE 300000");
        assertThat(bench.partials.all()).containsExactly(complete.id());

        bench.clock.advance(Duration.ofDays(1));
        assertThat(bench.uploads.progress(key(complete))).isEmpty();
        bench.collector().collect();
        assertThat(bench.state(complete)).isEqualTo("gone");
        assertThat(bench.partials.all()).isEmpty();
    }

    @Test
    void leavesToADocumentWhatItIsJustTaking() {
        PreparedUpload complete = bench.prepare("vpcp", CONTENT);
        bench.write(complete, CONTENT, 0, 300_000);
        bench.database.transactions().executeWithoutResult(begun -> {
            assertThat(use(complete)).isTrue();
            bench.clock.advance(Duration.ofDays(2));
            collectInAnotherThread();
        });
        assertThat(bench.state(complete)).isEqualTo("USED 300000");
        assertThat(bench.partials.all()).containsExactly(complete.id());
    }

    @Test
    void tellsAChunkWhoseUploadWentMeanwhileAndLeavesNoFile() {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);

        assertThat(bench.uploads.write(key(prepared), new Chunk(0, 300_000, out -> {
                    out.write(CONTENT);
                    bench.clock.advance(Duration.ofDays(1));
                    collectInAnotherThread();
                })))
                .isEqualTo(new ChunkOutcome.Unknown());

        bench.collector().collect();
        assertThat(bench.partials.all()).isEmpty();
    }

    @Test
    void removesFilesThatNoRowNamesAndNoOthers() throws Exception {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);
        bench.write(prepared, CONTENT, 0, 5);
        Files.write(file(UploadId.random()), CONTENT);

        bench.collector().collect();

        assertThat(bench.partials.all()).containsExactly(prepared.id());
    }

    @Test
    void aFullDiskIsNoAnswerAndTheChunkDoesNotCount() {
        PreparedUpload prepared = bench.prepare("vpcp", CONTENT);

        assertThatThrownBy(() -> bench.uploads.write(key(prepared), new Chunk(0, 5, out -> {
                    out.write(CONTENT, 0, 3);
                    throw new IOException("No space left on device");
                })))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(bench.uploads.progress(key(prepared))).contains(new UploadProgress(0, 300_000, false));
    }

    private void collectInAnotherThread() {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            other.submit(() -> bench.collector().collect()).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            other.shutdownNow();
        }
    }

    private boolean use(PreparedUpload upload) {
        return new CompleteUploads(DATABASE.dataSource(), bench.clock)
                .use(bench.caller("vpcp").organ(), List.of(upload.id()))
                .contains(upload.id());
    }

    private Path file(PreparedUpload upload) {
        return file(upload.id());
    }

    private Path file(UploadId id) {
        return folder.resolve("store/uploads/" + id + ".upload");
    }

    private static ChunkOutcome stored(long offset, boolean complete) {
        return new ChunkOutcome.Stored(new UploadProgress(offset, 300_000, complete));
    }

    private static Chunk unread(long offset, long length) {
        return new Chunk(offset, length, out -> {
            throw new AssertionError("read");
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void refused(RefusalCode code, Callable<?> work) {
        assertThatThrownBy(work::call).isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code));
    }

    /** What a kill leaves: no catch, no finally of ours has done its work. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
