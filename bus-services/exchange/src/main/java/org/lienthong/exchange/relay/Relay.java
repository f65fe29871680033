package org.lienthong.exchange.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.broker.BrokerQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves outbox rows into the organs' queues and wakes who waits. Any number of processes may relay at once. */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RelaySettings settings;
    private final RelayBatch batch;
    private final WakeUpTopic topic;
    private final Passage passage;
    private final Counter relayed;
    private final Counter failures;
    private final AtomicBoolean down = new AtomicBoolean();
    private final List<Thread> workers = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean nudged;
    private boolean closed;

    /** @param broker shared with whoever else of this process talks to the broker; closed by its owner */
    public Relay(
            DataSource database,
            BrokerLink broker,
            BrokerQueues queues,
            InstantSource clock,
            MeterRegistry meters,
            RelaySettings settings,
            Passage passage) {
        this(
                new RelayBatch(database, broker, queues, clock, passage),
                new WakeUpTopic(broker),
                meters,
                settings,
                passage);
    }

    Relay(RelayBatch batch, WakeUpTopic topic, MeterRegistry meters, RelaySettings settings, Passage passage) {
        this.settings = settings;
        this.batch = batch;
        this.topic = topic;
        this.passage = passage;
        this.relayed = Counter.builder("lienthong.relayed")
                .description("Tokens moved from the outbox into queues")
                .register(meters);
        this.failures = Counter.builder("lienthong.relay.failures")
                .description("Batches that failed and will be tried again")
                .register(meters);
        Gauge.builder("lienthong.relay.up", () -> down.get() ? 0 : 1)
                .description("1 while the relay of this process gets through")
                .register(meters);
    }

    /** Starts its workers; they go on through failures of broker and database until closed. */
    public void start() {
        for (int n = 1; n <= settings.workers(); n++) {
            Thread worker = new Thread(this::work, "relay-" + n);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /** To be called after an acceptance has committed: a worker looks at the outbox at once. Never blocks, never throws. */
    public void nudge() {
        lock.lock();
        try {
            nudged = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Relays one batch on the caller's thread.
     *
     * @return how many tokens
     */
    public int relayOnce() {
        RelayBatch.Moved moved = batch.move(settings.batch());
        relayed.increment(moved.tokens());
        if (moved.tokens() > 0) {
            passage.reached(Passage.Step.RELAY_DELETED);
            topic.publish(moved.organs());
        }
        return moved.tokens();
    }

    private void work() {
        Duration pause = settings.poll();
        while (!isClosed()) {
            try {
                int moved = relayOnce();
                pause = settings.poll();
                if (down.get() && (moved > 0 || batch.nothingIsDue()) && down.compareAndSet(true, false)) {
                    LOG.info("The relay gets through again; the outbox is being worked off");
                }
                if (moved < settings.batch()) {
                    awaitNudge();
                }
            } catch (RuntimeException e) {
                failures.increment();
                if (down.compareAndSet(false, true)) {
                    LOG.warn(
                            "The relay cannot reach the broker or the database: accepted documents wait in the outbox, nothing"
                                    + " is lost; it tries again at least every {} s",
                            settings.longestPause().toSeconds(),
                            e);
                }
                pauseUnlessClosed(pause);
                pause = shorter(pause.multipliedBy(2), settings.longestPause());
            }
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void awaitNudge() {
        waitUpTo(settings.poll(), true);
    }

    private void pauseUnlessClosed(Duration pause) {
        waitUpTo(pause, false);
    }

    private void waitUpTo(Duration time, boolean endedByNudge) {
        long left = time.toNanos();
        lock.lock();
        try {
            while (!closed && !(endedByNudge && nudged) && left > 0) {
                left = changed.awaitNanos(left);
            }
            nudged = nudged && !endedByNudge;
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            for (Thread worker : workers) {
                worker.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
