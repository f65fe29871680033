package org.lienthong.exchange.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lienthong.exchange.acceptance.TestSubmission.content;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.acceptance.Acceptance.Accepted;
import org.lienthong.exchange.acceptance.Acceptance.Duplicate;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.exchange.store.PartialContents;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.exchange.upload.AnnouncedUpload;
import org.lienthong.exchange.upload.Chunk;
import org.lienthong.exchange.upload.PreparedUpload;
import org.lienthong.exchange.upload.UploadCollector;
import org.lienthong.exchange.upload.UploadKey;
import org.lienthong.exchange.upload.UploadSettings;
import org.lienthong.exchange.upload.Uploads;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.identity.UploadId;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

class UploadedDocumentsTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private static final byte[] SCAN = content("%PDF-1.7 bản quét");
    private static final Digest SHA = Digest.sha256(SCAN);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private Bench bench;
    private PartialContents partials;
    private Uploads uploads;
    private AcceptDocument accept;

    @BeforeEach
    void open() {
        bench = new Bench(DATABASE, folder);
        partials = new PartialContents(bench.store());
        uploads = new Uploads(
                new Uploads.Surroundings(DATABASE.dataSource(), partials, new DiskGuard(folder, 0), clock),
                UploadSettings.ofTheProfile());
        accept = bench.acceptDocument(DATABASE.dataSource(), clock);
    }

    @Test
    void acceptsADocumentThatNamesAnUpload() throws IOException {
        UploadId upload = uploaded("vpcp");

        assertThat(accept.accept(letter(upload).build())).isInstanceOf(Accepted.class);

        Map<String, Object> attachment = bench.rows("select * from attachment").get(0);
        assertThat(attachment).containsEntry("object_offset", 0L).containsEntry("length", (long) SCAN.length);
        assertThat(attachment.get("object_sha256")).isEqualTo(SHA.bytes());
        assertThat(held()).isEqualTo(SCAN);
        assertThat(partials.all()).isEmpty();
        assertThat(state(upload)).isEqualTo("USED");
    }

    @Test
    void tellsARetryTheSameReceiptAlsoAfterTheUploadIsGone() {
        UploadId upload = uploaded("vpcp");
        var receipt = accept.accept(letter(upload).build()).receipt();

        Acceptance again = accept.accept(letter(upload).requestId("r-2").build());
        assertThat(again).isInstanceOf(Duplicate.class);
        assertThat(again.receipt()).isEqualTo(receipt);

        clock.advance(Duration.ofDays(2));
        collect();
        assertThat(state(upload)).isEqualTo("gone");
        assertThat(accept.accept(letter(upload).requestId("r-3").build()).receipt())
                .isEqualTo(receipt);
        assertThat(bench.store().holds(SHA)).isTrue();
    }

    @Test
    void letsASecondDocumentNameItWhileItLasts() throws IOException {
        UploadId upload = uploaded("vpcp");
        accept.accept(letter(upload).build());

        assertThat(accept.accept(
                        letter(upload).messageId("m-2").documentId("d-2").build()))
                .isInstanceOf(Accepted.class);
        assertThat(held()).isEqualTo(SCAN);

        clock.advance(Duration.ofDays(2));
        refused(
                RefusalCode.CONTENT_MISSING,
                accept,
                letter(upload).messageId("m-3").documentId("d-3"));
    }

    @Test
    void namesEveryAttachmentWhoseUploadIsNotThere() {
        UploadId open = prepare("vpcp").id();
        UploadId foreign = uploaded("hcmc");
        UploadId there = uploaded("vpcp");
        long before = bench.acceptedRows();

        String missing = refused(
                RefusalCode.CONTENT_MISSING,
                accept,
                bench.submission()
                        .uploaded("open", SCAN.length, SHA, open)
                        .uploaded("foreign", SCAN.length, SHA, foreign)
                        .uploaded("unknown", SCAN.length, SHA, UploadId.random())
                        .uploaded("there", SCAN.length, SHA, there));

        assertThat(missing).contains("open", "foreign", "unknown").doesNotContain("there");
        assertThat(bench.acceptedRows()).isEqualTo(before);
        assertThat(state(foreign)).isEqualTo("COMPLETE");
    }

    @Test
    void refusesAnUploadThatIsNotWhatTheDocumentAnnounces() {
        UploadId upload = uploaded("vpcp");

        refused(RefusalCode.DIGEST_MISMATCH, accept, bench.submission().uploaded("scan", SCAN.length + 1, SHA, upload));
        refused(
                RefusalCode.DIGEST_MISMATCH,
                accept,
                bench.submission().uploaded("scan", SCAN.length, Digest.sha256(content("other")), upload));
        PreparedUpload text = prepare("vpcp", "text/plain");
        write(text);
        assertThat(refused(
                        RefusalCode.DIGEST_MISMATCH,
                        accept,
                        bench.submission().uploaded("scan", SCAN.length, SHA, text.id())))
                .contains("text/plain");
    }

    @Test
    void aFailedAcceptanceLeavesTheUploadForTheNext() throws IOException {
        UploadId upload = uploaded("vpcp");
        accept.accept(bench.submission().requestId("r-1").build());

        refused(
                RefusalCode.REPLAYED,
                accept,
                letter(upload).requestId("r-1").messageId("m-2").documentId("d-2"));
        assertThat(state(upload)).isEqualTo("COMPLETE");

        assertThat(accept.accept(
                        letter(upload).messageId("m-2").documentId("d-2").build()))
                .isInstanceOf(Accepted.class);
        assertThat(held()).isEqualTo(SCAN);
    }

    @Test
    void writesNothingWhenTheUploadsTimeIsOverBeforeTheCommit() {
        UploadId upload = uploaded("vpcp");
        AcceptDocument late = watched(Passage.Step.CONTENT_KEPT, () -> {
            clock.advance(Duration.ofDays(2));
            collect();
        });
        long before = bench.acceptedRows();

        refused(RefusalCode.CONTENT_MISSING, late, letter(upload));

        assertThat(bench.acceptedRows()).isEqualTo(before);
        assertThat(state(upload)).isEqualTo("gone");
    }

    @Test
    void theCollectorLeavesWhatAnAcceptanceHasInHand() throws IOException {
        UploadId upload = uploaded("vpcp");
        AcceptDocument slow = watched(Passage.Step.ACCEPTANCE_WRITTEN, () -> {
            clock.advance(Duration.ofDays(2));
            Thread other = new Thread(this::collect);
            other.start();
            join(other);
        });

        assertThat(slow.accept(letter(upload).build())).isInstanceOf(Accepted.class);
        assertThat(state(upload)).isEqualTo("USED");
        assertThat(held()).isEqualTo(SCAN);
    }

    private AcceptDocument watched(Passage.Step at, Runnable what) {
        return bench.acceptDocument(clock, step -> {
            if (step == at) {
                what.run();
            }
        });
    }

    private TestSubmission letter(UploadId upload) {
        return bench.submission().uploaded("scan", SCAN.length, SHA, upload);
    }

    private UploadId uploaded(String system) {
        PreparedUpload prepared = prepare(system);
        write(prepared);
        return prepared.id();
    }

    private void write(PreparedUpload prepared) {
        uploads.write(
                new UploadKey(prepared.id(), prepared.token()), new Chunk(0, SCAN.length, out -> out.write(SCAN)));
    }

    private PreparedUpload prepare(String system) {
        return prepare(system, "application/pdf");
    }

    private PreparedUpload prepare(String system, String mediaType) {
        SystemId caller = new SystemId(system);
        return uploads.prepare(
                new Directory(DATABASE.dataSource(), clock).authorise(caller, Optional.empty(), Scope.SEND),
                new SignedRequest(
                        caller, new RequestId("p-" + UUID.randomUUID()), Bench.NOW, "PrepareUpload", SHA, Bench.NOW),
                new AnnouncedUpload(SCAN.length, SHA, mediaType));
    }

    private void collect() {
        new UploadCollector(DATABASE.dataSource(), partials, clock).collect();
    }

    private byte[] held() throws IOException {
        try (var content = bench.store().open(new ContentSlice(SHA, 0, SCAN.length))) {
            return content.readAllBytes();
        }
    }

    private String state(UploadId upload) {
        return DATABASE.jdbc()
                .sql("select state from upload where upload_id = ?")
                .param(upload.value())
                .query(String.class)
                .optional()
                .orElse("gone");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return what the refusal says */
    private static String refused(RefusalCode code, AcceptDocument accept, TestSubmission submission) {
        StringBuilder said = new StringBuilder();
        assertThatThrownBy(() -> accept.accept(submission.build()))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(code);
                    said.append(refused.getMessage());
                });
        return said.toString();
    }
}
