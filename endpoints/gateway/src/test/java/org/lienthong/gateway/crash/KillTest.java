package org.lienthong.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.client.tracking.Progress;
import org.lienthong.client.tracking.SentDocument;
import org.lienthong.exchange.Passage.Step;
import org.lienthong.exchange.postgres.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One load, one directory, and a bus that dies at every step, at random, with its database and without; the clients go on.
 * Promises 1 to 3 of the bus must hold of what they know in the end.
 */
@Tag("crash")
final class KillTest {

    private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RANDOM_KILLS = 3;
    private static final List<Step> STEPS = List.of(
            Step.CONTENT_KEPT,
            Step.ACCEPTANCE_WRITTEN,
            Step.ACCEPTANCE_COMMITTED,
            Step.ANSWER_SIGNED,
            Step.RELAY_QUEUED,
            Step.RELAY_DELETED,
            Step.TOKENS_TAKEN,
            Step.LEASE_COMMITTED,
            Step.SERVED_COMMITTED,
            Step.CONFIRMATION_KEPT,
            Step.CONFIRMATION_COMMITTED);

    private final Ledger ledger = new Ledger();

    @Test
    @Timeout(1800)
    void losesAndDoublesNothingHoweverItDies(@TempDir Path dir) throws Exception {
        try (CrashSite site = CrashSite.make(dir);
                Agencies agencies = new Agencies(site, ledger)) {
            agencies.start();
            for (Step step : STEPS) {
                diesAt(site, step);
            }
            for (int n = 0; n < RANDOM_KILLS; n++) {
                diesUnderLoad(site);
            }
            diesWithItsDatabase(site);
            BusProcess last = outlivesItsDatabase(site);

            agencies.finishSending(PATIENCE);
            await().atMost(PATIENCE).until(() -> ledger.everythingTaken());
            agencies.sendEverythingAgain();
            agencies.askAfterEverything(this::isTaken);
            last.stop();
            audit(site);
        }
        LOG.info("After every kill: {}", ledger);
        assertThat(ledger.contradictions()).isEmpty();
    }

    private void diesAt(CrashSite site, Step step) throws IOException {
        BusProcess bus = site.startToDieAt(step, ThreadLocalRandom.current().nextInt(2, 8));
        int code = bus.awaitEnd();
        assertThat(bus.output()).contains("DYING " + step);
        assertThat(code).isEqualTo(KilledBus.CODE);
        assertThat(ledger.contradictions()).isEmpty();
        LOG.info("Died at {}: {}", step, ledger);
    }

    private void diesUnderLoad(CrashSite site) throws IOException {
        BusProcess bus = site.start();
        awaitProgress(ThreadLocalRandom.current().nextInt(1, 30));
        bus.kill();
        LOG.info("Killed under load: {}", ledger);
    }

    private void diesWithItsDatabase(CrashSite site) throws IOException {
        BusProcess bus = site.start();
        awaitProgress(5);
        assertThat(site.postmaster().destroyForcibly()).isTrue();
        bus.kill();
        LOG.info("Killed with its database: {}", ledger);
    }

    private BusProcess outlivesItsDatabase(CrashSite site) throws IOException {
        BusProcess bus = site.start();
        awaitProgress(5);
        long before = site.postmaster().pid();
        assertThat(site.postmaster().destroyForcibly()).isTrue();
        awaitProgress(25); // what was under way when it died, and more
        assertThat(bus.isAlive()).isTrue();
        assertThat(site.postmaster().pid()).isNotEqualTo(before);
        LOG.info("Its database killed under it: {}", ledger);
        return bus;
    }

    private void awaitProgress(int taken) {
        int goal = ledger.takenCount() + taken;
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        ledger.takenCount() >= goal || !ledger.contradictions().isEmpty());
        assertThat(ledger.contradictions()).isEmpty();
    }

    private void isTaken(SentDocument document) {
        boolean whole = document.recipients().stream().allMatch(to -> to.state() == Progress.State.TAKEN)
                && document.recipients().stream()
                        .map(Progress::deliveryId)
                        .collect(Collectors.toSet())
                        .equals(ledger.promised(document.messageId()));
        if (!whole) {
            ledger.contradiction("the bus says of a document that was taken: " + document);
        }
    }

    private void audit(CrashSite site) throws IOException {
        try (EmbeddedPostgres postgres = site.database()) {
            Audit audit = new Audit(ledger, postgres, site);
            audit.everyReceiptHasItsDocumentTakenOnce();
            audit.allContentIsThere();
            audit.everyChainIsUnbroken();
            audit.theBooksBalance();
        }
    }
}
