package org.lienthong.client.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.json.MalformedJsonException;
import org.lienthong.client.sending.SignedAnswer;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.refusal.Retry;

class SentLedgerTest {

    private static final Digest LETTER = Digest.sha256("letter".getBytes(UTF_8));
    private static final Digest OTHER = Digest.sha256("other".getBytes(UTF_8));
    private static final MessageId FIRST = new MessageId("first");
    private static final MessageId SECOND = new MessageId("second");
    private static final SignedAnswer RECEIPT = new SignedAnswer("<receipt/>".getBytes(UTF_8));

    @TempDir
    Path folder;

    private SentLedger ledger;

    @BeforeEach
    void open() throws IOException {
        ledger = SentLedger.open(folder, InstantSource.fixed(Instant.parse("2026-11-24T05:00:00Z")));
    }

    private Path openFolder() {
        return folder.resolve("open").resolve(LETTER.toString());
    }

    @Test
    void contentKeepsTheMessageIdThatItWasFirstTriedUnder() throws IOException {
        try (Submission tried = ledger.begin(LETTER, FIRST, "a.edxml")) {
            assertThat(tried.messageId()).isEqualTo(FIRST);
        }

        try (Submission again = ledger.begin(LETTER, SECOND, "a.edxml")) {
            assertThat(again.messageId()).isEqualTo(FIRST);
            assertThat(again.receipt()).isEmpty();
        }
        assertThat(ledger.unfinished()).extracting(SentLedger.Entry::source).containsExactly("a.edxml");
    }

    @Test
    void otherContentGetsItsOwn() throws IOException {
        ledger.begin(LETTER, FIRST, "a.edxml").close();

        try (Submission other = ledger.begin(OTHER, SECOND, "b.edxml")) {
            assertThat(other.messageId()).isEqualTo(SECOND);
        }
    }

    @Test
    void aReceiptEndsItForEver() throws IOException {
        accept();

        try (Submission again = ledger.begin(LETTER, SECOND, "elsewhere.edxml")) {
            assertThat(again.messageId()).isEqualTo(FIRST);
            assertThat(again.receipt().map(SignedAnswer::envelope)).contains(RECEIPT.envelope());
        }
        assertThat(ledger.unfinished()).isEmpty();
        assertThat(openFolder()).doesNotExist();
    }

    @Test
    void aCrashWhileTheSubmissionIsWrittenLeavesNothingBegun() throws IOException {
        Files.createDirectories(openFolder());
        Files.writeString(openFolder().resolve("submission.json.tmp"), "{\"messageId\":\"fir");

        assertThat(ledger.find(LETTER)).isEmpty();
        assertThat(ledger.unfinished()).isEmpty();
        try (Submission begun = ledger.begin(LETTER, SECOND, "a.edxml")) {
            assertThat(begun.messageId()).isEqualTo(SECOND);
        }
    }

    @Test
    void aCrashWhileTheReceiptIsWrittenLeavesItUnanswered() throws IOException {
        ledger.begin(LETTER, FIRST, "a.edxml").close();
        Files.writeString(openFolder().resolve("receipt.xml.tmp"), "<recei");

        try (Submission again = ledger.begin(LETTER, SECOND, "a.edxml")) {
            assertThat(again.messageId()).isEqualTo(FIRST);
            assertThat(again.receipt()).isEmpty();
        }
    }

    @Test
    void aCrashBetweenReceiptAndMoveIsMadeGood() throws IOException {
        ledger.begin(LETTER, FIRST, "a.edxml").close();
        Files.write(openFolder().resolve("receipt.xml"), RECEIPT.envelope());

        assertThat(ledger.unfinished()).isEmpty();
        try (Submission again = ledger.begin(LETTER, SECOND, "a.edxml")) {
            assertThat(again.receipt()).isPresent();
            assertThat(again.folder())
                    .isEqualTo(folder.resolve("done")
                            .resolve(LETTER.toString().substring(0, 2))
                            .resolve(LETTER.toString()));
        }
        assertThat(openFolder()).doesNotExist();
    }

    @Test
    void aRefusalThatProvesNothingLeavesItOpenUnderItsMessageId() throws IOException {
        refuse("CertificateRevoked");

        assertThat(openFolder().resolve("refusal.json")).content(UTF_8).contains("CertificateRevoked", "từ chối");
        try (Submission again = ledger.begin(LETTER, SECOND, "a.edxml")) {
            assertThat(again.messageId()).isEqualTo(FIRST);
        }
    }

    @Test
    void aRefusalThatProvesThatNothingWasKeptSettlesIt() throws IOException {
        refuse("RuleBroken");
        refuse("RuleBroken");

        assertThat(ledger.unfinished()).isEmpty();
        assertThat(ledger.find(LETTER)).isEmpty();
        assertThat(folder.resolve("refused")
                        .resolve(LETTER.toString().substring(0, 2))
                        .resolve(LETTER.toString())
                        .resolve("refusal.json"))
                .content(UTF_8)
                .contains("RuleBroken");
        accept();
    }

    private void refuse(String code) throws IOException {
        try (Submission refused = ledger.begin(LETTER, FIRST, "a.edxml")) {
            refused.refused(new BusRefused.Fault(
                    code,
                    Optional.empty(),
                    Optional.empty(),
                    "từ chối",
                    "refused",
                    Retry.NO,
                    Optional.of(Duration.ZERO),
                    "f-1",
                    List.of(),
                    List.of()));
        }
    }

    @Test
    void nobodyElseMaySendTheSameContentMeanwhile() throws IOException {
        try (Submission held = ledger.begin(LETTER, FIRST, "a.edxml")) {
            assertThatThrownBy(() -> ledger.begin(LETTER, SECOND, "a.edxml"))
                    .isInstanceOf(LedgerInUseException.class)
                    .hasMessageContaining("tiến trình khác");
            ledger.begin(OTHER, SECOND, "b.edxml").close();
            held.accepted(RECEIPT);
        }
        try (Submission after = ledger.begin(LETTER, SECOND, "a.edxml")) {
            assertThat(after.receipt()).isPresent();
        }
    }

    @Test
    void aRecordThatSomebodyHasSpoiltIsToldNotGuessed() throws IOException {
        ledger.begin(LETTER, FIRST, "a.edxml").close();
        Files.writeString(openFolder().resolve("submission.json"), "{\"messageId\":\"first\"");

        assertThatThrownBy(() -> ledger.begin(LETTER, SECOND, "a.edxml")).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void onlyItsOwnerMayLookIn() throws IOException {
        accept();

        assertThat(Files.getPosixFilePermissions(folder.resolve("done"))).hasSize(3);
    }

    private void accept() throws IOException {
        try (Submission first = ledger.begin(LETTER, FIRST, "a.edxml")) {
            first.accepted(RECEIPT);
            assertThat(first.folder()).startsWith(folder.resolve("done"));
        }
    }
}
