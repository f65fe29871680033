package org.lienthong.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.sending.SignedAnswer;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

class LedgerTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final ServerCost FREE = new ServerCost(Optional.empty(), Optional.empty(), 0);

    @TempDir
    private Path folder;

    @Test
    void keepsEveryLineOfManyThreadsWhole() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Ledger ledger = Ledger.open(folder.resolve("ledger"))) {
            for (int i = 0; i < 400; i++) {
                String number = Integer.toString(i);
                threads.execute(() -> ledger.write("REFUSED", number, "Busy"));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(Ledger.read(folder.resolve("ledger")).stream()
                        .map(l -> Integer.parseInt(l.get(1)))
                        .sorted())
                .hasSize(400)
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesOutALastLineThatWasNeverFinished() throws IOException {
        Path file = folder.resolve("ledger");
        Files.writeString(file, "RUN a 2026-11-24T00:00:00Z\nRECEIPT half", StandardOpenOption.CREATE);

        assertThat(Ledger.read(file)).containsExactly(List.of("RUN", "a", "2026-11-24T00:00:00Z"));
    }

    @Test
    void countsTwoDeliveriesOfOneDocumentAsDoubled() throws IOException {
        try (Ledger ledger = Ledger.open(folder.resolve("ledger"))) {
            Tally tally = new Tally(ledger, List.of());
            DeliveryId first = DeliveryId.random();
            tally.receipt(receipt(first));
            tally.got(delivery(first), System.nanoTime());
            assertThat(report(tally).doubled()).isZero();

            tally.got(delivery(DeliveryId.random()), System.nanoTime());

            assertThat(report(tally).doubled()).isPositive();
        }
    }

    @Test
    void countsADeliveryThatComesAgainAfterItWasTakenAsDoubled() throws IOException {
        try (Ledger ledger = Ledger.open(folder.resolve("ledger"))) {
            Tally tally = new Tally(ledger, List.of());
            DeliveryId id = DeliveryId.random();
            long before = System.nanoTime();
            tally.receipt(receipt(id));
            tally.took(delivery(id));
            tally.got(delivery(id), before);
            assertThat(report(tally).doubled()).as("asked before it was taken").isZero();

            tally.got(delivery(id), System.nanoTime());

            assertThat(report(tally).doubled()).isEqualTo(1);
        }
    }

    @Test
    void goesOnFromTheLedgerOfAnEarlierRun() throws IOException {
        DeliveryId id = DeliveryId.random();
        Path file = folder.resolve("ledger");
        try (Ledger ledger = Ledger.open(file)) {
            new Tally(ledger, List.of()).receipt(receipt(id));
        }
        try (Ledger ledger = Ledger.open(file)) {
            Tally resumed = new Tally(ledger, Ledger.read(file));

            assertThat(resumed.settled(new MessageId("m-1"))).isTrue();
            assertThat(resumed.everythingTaken()).isFalse();
            assertThat(report(resumed).clean()).isFalse();
            resumed.took(delivery(id));
            assertThat(report(resumed).clean()).isTrue();
        }
    }

    private static LoadReport report(Tally tally) {
        return tally.report(1, Duration.ofSeconds(1), new Latencies(), FREE);
    }

    private static Receipt receipt(DeliveryId delivery) {
        Digest digest = Digest.sha256(new byte[0]);
        OrganId to = new OrganId("H29");
        return new Receipt(
                new MessageId("m-1"),
                new DocumentId("d-1"),
                digest,
                NOW,
                digest,
                "log",
                NOW,
                List.of(new Receipt.Recipient(to, Optional.of(to), Optional.of(delivery), Optional.empty())),
                new SignedAnswer(new byte[0]));
    }

    private static Delivery delivery(DeliveryId id) {
        return new Delivery(
                id,
                LeaseId.random(),
                NOW,
                1,
                new MessageId("m-1"),
                new DocumentId("d-1"),
                new OrganId("G22"),
                new OrganId("H29"),
                new Delivery.Header(
                        "1/A", "s", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0),
                1,
                0,
                0,
                0,
                NOW);
    }
}
