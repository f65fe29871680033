package org.lienthong.exchange.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.lienthong.exchange.acceptance.TestSubmission.content;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.acceptance.Acceptance.Accepted;
import org.lienthong.exchange.acceptance.Acceptance.Duplicate;
import org.lienthong.exchange.admission.Submission;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.springframework.util.FileSystemUtils;

class AcceptanceRacesTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private static final int SENDERS = 8;

    @TempDir
    Path folder;

    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private Bench bench;
    private AcceptDocument accept;

    @BeforeEach
    void open() {
        bench = new Bench(DATABASE, folder);
        accept = bench.acceptDocument();
    }

    @AfterEach
    void stop() {
        senders.shutdownNow();
        DATABASE.jdbc().sql("drop trigger if exists fail on delivery").update();
    }

    @Test
    void eightIdenticalSendsAtOnceAreOneDocumentWithOneReceipt() throws Exception {
        for (int round = 0; round < 5; round++) {
            String message = "same-" + round;
            List<Object> answers = race(n -> letter(message).build());

            assertThat(answers).hasOnlyElementsOfType(Acceptance.class);
            assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(1);
            assertThat(answers).filteredOn(Duplicate.class::isInstance).hasSize(SENDERS - 1);
            assertThat(answers.stream()
                            .map(answer -> ((Acceptance) answer).receipt())
                            .distinct())
                    .hasSize(1);
        }
        assertThat(bench.count("document")).isEqualTo(5);
        assertThat(bench.events("Accepted")).hasSize(5);
    }

    /** Byte for byte the same: the request row is raced for, too. */
    @Test
    void eightReplaysAtOnceAreOneDocumentWithOneReceipt() throws Exception {
        List<Object> answers = race(n -> letter("m-1").requestId("r-1").build());

        assertThat(answers).hasOnlyElementsOfType(Acceptance.class);
        assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(bench.count("document")).isEqualTo(1);
        assertThat(bench.count("request")).isEqualTo(1);
    }

    @Test
    void eightContentsAtOnceUnderOneMessageIdHaveOneWinner() throws Exception {
        List<Object> answers = race(n -> letter("m-1")
                .subject("Nội dung " + n)
                .documentId("G22,2026/11/24," + n + "/VPCP")
                .build());

        assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(codes(answers)).hasSize(SENDERS - 1).containsOnly(RefusalCode.ID_REUSED);
        assertThat(bench.count("document")).isEqualTo(1);
        assertThat(bench.count("outbox")).isEqualTo(1);
    }

    @Test
    void eightMessageIdsAtOnceForOneContentHaveOneWinner() throws Exception {
        List<Object> answers = race(n -> bench.submission().messageId("m-" + n).build());

        assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(codes(answers)).hasSize(SENDERS - 1).containsOnly(RefusalCode.DUPLICATE_DOCUMENT);
    }

    @Test
    void eightContentsAtOnceUnderOneDocumentIdHaveOneWinner() throws Exception {
        List<Object> answers = race(n ->
                bench.submission().messageId("m-" + n).subject("Nội dung " + n).build());

        assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(codes(answers)).hasSize(SENDERS - 1).containsOnly(RefusalCode.DOCUMENT_ID_REUSED);
    }

    @Test
    void aFailedTransactionLeavesNoRowAndItsRetryIsAccepted() {
        long before = bench.acceptedRows();
        failOnDelivery("XX001");

        assertThatThrownBy(() -> accept.accept(letter("m-1").requestId("r-1").build()))
                .as("a fault of ours, not a refusal")
                .isNotInstanceOf(RefusedException.class);
        assertThat(bench.acceptedRows()).isEqualTo(before);

        DATABASE.jdbc().sql("drop trigger fail on delivery").update();
        assertThat(accept.accept(letter("m-1").requestId("r-1").build())).isInstanceOf(Accepted.class);
    }

    @Test
    void saysBusyWhenTheDatabaseHasNoDiskLeft() {
        long before = bench.acceptedRows();
        failOnDelivery("53100");

        assertBusy(accept, "database");
        assertThat(bench.acceptedRows()).isEqualTo(before);
    }

    @Test
    void saysBusyWhenThePoolIsExhausted() throws SQLException {
        try (HikariDataSource pool = pool(DATABASE.url());
                Connection last = pool.getConnection()) {
            AcceptDocument starved = bench.acceptDocument(pool, () -> Bench.NOW);

            assertThat(last.isValid(1)).isTrue();
            assertBusy(starved, "database");
        }
    }

    @Test
    void saysBusyWhenTheDatabaseIsDown() {
        try (HikariDataSource pool = pool("jdbc:postgresql://127.0.0.1:1/nothing")) {
            assertBusy(bench.acceptDocument(pool, () -> Bench.NOW), "database");
        }
    }

    @Test
    void saysBusyWhenTheDiskTakesNoMore() {
        deleteStore();

        assertBusy(accept, "content store");
        assertThat(bench.count("document")).isZero();
    }

    @Test
    void saysBusyWhenTheDoorCannotSpoolTheEntity() {
        TestSubmission letter = letter("m-1");
        letter.entity().failOnKeep("No space left on device");

        assertBusy(accept, letter.build(), "content store");
        assertThat(bench.count("document")).isZero();
    }

    private TestSubmission letter(String message) {
        return bench.submission()
                .messageId(message)
                .documentId("G22,2026/11/24," + message + "/VPCP")
                .part("a.pdf", content("PDF " + message), false);
    }

    private List<Object> race(IntFunction<Submission> submissions) throws Exception {
        CyclicBarrier start = new CyclicBarrier(SENDERS);
        List<Future<Object>> running = new ArrayList<>();
        for (int n = 0; n < SENDERS; n++) {
            Submission submission = submissions.apply(n);
            Callable<Object> send = () -> {
                start.await(30, TimeUnit.SECONDS);
                return accept.accept(submission);
            };
            running.add(senders.submit(send));
        }
        List<Object> answers = new ArrayList<>();
        for (Future<Object> one : running) {
            answers.add(answer(one));
        }
        return answers;
    }

    private static Object answer(Future<Object> running) throws InterruptedException, TimeoutException {
        try {
            return running.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause() instanceof RefusedException refused ? refused.refusal() : e;
        }
    }

    private static List<RefusalCode> codes(List<Object> answers) {
        return answers.stream()
                .filter(Refusal.class::isInstance)
                .map(refusal -> ((Refusal) refusal).code())
                .toList();
    }

    private void assertBusy(AcceptDocument door, String what) {
        assertBusy(door, letter("m-1").build(), what);
    }

    private static void assertBusy(AcceptDocument door, Submission submission, String what) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> door.accept(submission));
        assertThat(refused).isNotNull();
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.BUSY);
        assertThat(refused.refusal().facts()).containsEntry("what", what);
        assertThat(refused.refusal().retryAfter()).contains(Bench.SETTINGS.retryAfter());
    }

    private static void failOnDelivery(String state) {
        DATABASE.jdbc()
                .sql("create or replace function fail() returns trigger language plpgsql as $$ begin"
                        + " raise exception 'injected' using errcode = '" + state + "'; end $$")
                .update();
        DATABASE.jdbc()
                .sql("create trigger fail before insert on delivery for each row execute function fail()")
                .update();
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(DATABASE.user());
        config.setPassword(DATABASE.password());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(300);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private void deleteStore() {
        FileSystemUtils.deleteRecursively(folder.resolve("store").toFile());
    }
}
