package org.lienthong.exchange.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.broker.BrokerQueues;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.notice.NoticeBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time does to deliveries: ends leases, expires, removes idle queues and old request rows. Run it in every process: one
 * at a time leads.
 */
public final class Sweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final long PATIENCE_MILLIS = 10_000;

    private final InstantSource clock;
    private final Runnable relay;
    private final SweeperSettings settings;
    private final TimeLimits limits;
    private final IdleQueues idleQueues;
    private final OldRequests oldRequests;
    private final Census census;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::work, "sweeper");
    private Instant housekeepingDue = Instant.MIN;

    /** @param relay is nudged when deliveries wait again */
    public Sweeper(
            DataSource database,
            EventBook events,
            NoticeBook notices,
            BrokerQueues queues,
            InstantSource clock,
            Runnable relay,
            MeterRegistry meters,
            SweeperSettings settings,
            Passage passage) {
        DeliveryRows rows = new DeliveryRows(database);
        Leadership leadership = new Leadership(database);
        this.clock = clock;
        this.relay = relay;
        this.settings = settings;
        this.limits = new TimeLimits(database, rows, leadership, events, notices);
        this.idleQueues = new IdleQueues(database, rows, leadership, queues, settings.queueIdle(), passage);
        this.oldRequests = new OldRequests(database, rows, leadership, settings.grantsKept());
        this.census = new Census(database, meters);
        thread.setDaemon(true);
    }

    /** Sweeps every few seconds on a thread of its own until closed; goes on through failures of broker and database. */
    public void start() {
        thread.start();
    }

    /** Sweeps once, on the caller's thread. What another process is sweeping just now is left to it. */
    public synchronized void sweep() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int again = all(() -> limits.endLeases(now, settings.batch(), settings.stuckAfter()));
        if (again > 0) {
            LOG.info("{} leases have ended without an outcome; their deliveries wait again", again);
            relay.run();
        }
        int expired = all(() -> limits.expire(now, settings.batch()));
        if (expired > 0) {
            LOG.warn("{} deliveries were not taken in time and have expired; their senders are told", expired);
        }
        if (!now.isBefore(housekeepingDue)) {
            housekeepingDue = now.plus(settings.housekeepingEvery());
            oldRequests.remove(now);
            idleQueues.remove(now);
        }
        census.count();
    }

    private interface Batch {
        int sweep();
    }

    private int all(Batch batch) {
        int total = 0;
        int swept;
        do {
            swept = batch.sweep();
            total += swept;
        } while (swept == settings.batch() && closed.getCount() > 0);
        return total;
    }

    private void work() {
        boolean down = false;
        while (!isClosedAfter(settings.every())) {
            try {
                sweep();
                if (down) {
                    LOG.info("The sweeper gets through again");
                    down = false;
                }
            } catch (RuntimeException e) {
                if (!down) {
                    LOG.warn(
                            "The sweeper cannot reach the broker or the database: leases end late; it tries again every {} s",
                            settings.every().toSeconds(),
                            e);
                    down = true;
                }
            }
        }
    }

    private boolean isClosedAfter(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
