package org.lienthong.client.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.client.sending.SignedAnswer;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.RequestId;

class ReceivedLedgerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T05:00:00.123Z");
    private static final SignedAnswer ANSWER = new SignedAnswer("<acknowledgement/>".getBytes(UTF_8));

    @TempDir
    Path folder;

    private final Confirmation taken = new Confirmation(
            DeliveryId.random(),
            new MessageId("m-1"),
            new DocumentId("văn bản 7816"),
            Digest.sha256("edxml".getBytes(UTF_8)),
            List.of(
                    new Confirmation.Attachment(
                            new ContentId("tệp-1"), Digest.sha256("one".getBytes(UTF_8)), 3_000_000_000L),
                    new Confirmation.Attachment(new ContentId("tep-2"), Digest.sha256("two".getBytes(UTF_8)), 0)),
            Optional.of(Digest.sha256("original".getBytes(UTF_8))),
            Outcome.TAKEN,
            NOW);

    private ReceivedLedger ledger;

    @BeforeEach
    void open() throws IOException {
        ledger = ReceivedLedger.open(folder, InstantSource.fixed(NOW));
    }

    @Test
    void aConfirmationIsRepeatedWithTheVerySameValue() throws IOException {
        ReceivedLedger.Placing placing = new ReceivedLedger.Placing(folder.resolve(".incoming/a"), folder.resolve("a"));
        ledger.received(taken, Optional.of(placing));

        assertThat(ReceivedLedger.open(folder, InstantSource.system()).unfinished())
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.confirmation()).isEqualTo(taken);
                    assertThat(left.placing()).contains(placing);
                    assertThat(left.acknowledgement()).isEmpty();
                });
    }

    @Test
    void anAcknowledgementEndsIt() throws IOException {
        ReceivedLedger.Entry entry = ledger.received(taken, Optional.empty());

        ReceivedLedger.Entry done = ledger.confirmed(entry, ANSWER);

        assertThat(done.folder()).startsWith(folder.resolve("done"));
        assertThat(ledger.unfinished()).isEmpty();
        assertThat(ledger.find(taken.deliveryId())
                        .orElseThrow()
                        .acknowledgement()
                        .map(SignedAnswer::envelope))
                .contains(ANSWER.envelope());
        assertThat(ledger.confirmed(done, ANSWER).folder())
                .as("the same again, after a redelivery")
                .isEqualTo(done.folder());
    }

    @Test
    void tornRecordsAreOfDeliveriesThatWereNeverPlaced() throws IOException {
        Path torn = Files.createDirectories(
                folder.resolve("open").resolve(taken.deliveryId().toString()));
        Files.writeString(torn.resolve("delivery.json.tmp"), "{\"confirmation\":{\"deliv");

        assertThat(ledger.find(taken.deliveryId())).isEmpty();
        assertThat(ledger.unfinished()).isEmpty();
        assertThat(ledger.received(taken, Optional.empty()).confirmation()).isEqualTo(taken);
    }

    @Test
    void remembersTheRequestWhoseLeasesMayLive() throws IOException {
        assertThat(ledger.lastRequest()).isEmpty();

        ledger.requesting(new RequestId("r-1"));
        ledger.requesting(new RequestId("r-2"));
        Files.writeString(folder.resolve("request.json.tmp"), "{\"requ");

        assertThat(ReceivedLedger.open(folder, InstantSource.system()).lastRequest())
                .contains(new RequestId("r-2"));
    }

    @Test
    void oneReceiverAtATime() throws IOException {
        LedgerLock held = ledger.lock();
        try (held) {
            assertThatThrownBy(() -> ledger.lock()).isInstanceOf(LedgerInUseException.class);
        }
        ledger.lock().close();
    }
}
