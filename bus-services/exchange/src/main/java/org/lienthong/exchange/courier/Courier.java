package org.lienthong.exchange.courier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.delivery.Deliveries;
import org.lienthong.exchange.delivery.PushedDeliveries;
import org.lienthong.exchange.delivery.StaleTokens;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.relay.BrokerUnavailableException;
import org.lienthong.message.identity.OrganId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings to the inboxes what waits for them, one visit an inbox at a time. Inboxes that failed last have threads of their
 * own: however many of them hang, the others are called as if they were not there. Run it in every process.
 */
public final class Courier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(10);
    private static final long PATIENCE_MILLIS = 5000;
    /** Confirmed pushes of an organ after which the tokens they left behind are cleared. */
    private static final int STALE_TOKENS = 200;

    private final Rooms rooms;
    private final InboxBook book;
    private final InboxRound round;
    private final InstantSource clock;
    private final CourierSettings settings;
    private final Backoff backoff;
    private final ThreadPoolExecutor sound;
    private final ThreadPoolExecutor doubtful;
    private final Set<OrganId> visited = ConcurrentHashMap.newKeySet();
    private final Map<OrganId, Integer> left = new ConcurrentHashMap<>();
    private final AtomicLong alarms;
    private final AtomicLong putAside;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::work, "courier");
    private Instant housekeepingDue = Instant.MIN;

    public Courier(Rooms rooms, InboxCalls calls, InstantSource clock, MeterRegistry meters, CourierSettings settings) {
        this.rooms = rooms;
        this.book = new InboxBook(rooms.database());
        this.clock = clock;
        this.settings = settings;
        this.backoff = new Backoff(settings.pauses(), new SecureRandom());
        this.round = new InboxRound(rooms, book, calls, clock, settings, backoff);
        this.sound = lane(settings.threads(), "courier-call");
        this.doubtful = lane(Math.max(1, settings.threads() / 2), "courier-retry");
        this.alarms = gauge(meters, "lienthong.inboxes.alarmed", "Inboxes that have failed too often or for too long");
        this.putAside = gauge(meters, "lienthong.push.dead", "Deliveries put aside for push, waiting to be pulled");
        thread.setDaemon(true);
    }

    /** @param relay is nudged when a delivery waits again */
    public record Rooms(
            DataSource database,
            Directory directory,
            PushedDeliveries pushed,
            Deliveries deliveries,
            StaleTokens stale,
            Runnable relay,
            Passage passage) {}

    private static ThreadPoolExecutor lane(int threads, String name) {
        return new ThreadPoolExecutor(0, threads, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread worker = new Thread(task, name);
            worker.setDaemon(true);
            return worker;
        });
    }

    private static AtomicLong gauge(MeterRegistry meters, String name, String description) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::get).description(description).register(meters);
        return value;
    }

    /** Looks and calls until closed; goes on through failures of the database. */
    public void start() {
        thread.start();
    }

    private void work() {
        boolean down = false;
        while (!isClosedAfter(settings.every())) {
            try {
                look();
                if (down) {
                    LOG.info("The courier reaches the database again");
                    down = false;
                }
            } catch (RuntimeException e) {
                if (!down) {
                    LOG.warn(
                            "The courier cannot look into the database: nothing is pushed, everything goes on waiting",
                            e);
                    down = true;
                }
            }
        }
    }

    /** Sets out for every inbox that is due, as far as there are threads. */
    void look() {
        Instant now = clock.instant();
        List<Inbox> due = book.due(now, settings.notifying());
        Set<OrganId> waitedFor = rooms.pushed()
                .waitingFor(due.stream()
                        .filter(inbox -> inbox.mode() == Inbox.Mode.DELIVER)
                        .map(Inbox::organ)
                        .collect(Collectors.toSet()));
        for (Inbox inbox : due) {
            if (inbox.mode() == Inbox.Mode.NOTIFY || waitedFor.contains(inbox.organ())) {
                setOut(inbox);
            }
        }
        if (!now.isBefore(housekeepingDue)) {
            housekeepingDue = now.plus(HOUSEKEEPING);
            rooms.pushed().forgetSettled();
            alarms.set(book.alarms());
            putAside.set(book.putAside());
        }
    }

    private void setOut(Inbox inbox) {
        if (!visited.add(inbox.organ())) {
            return;
        }
        try {
            (inbox.failures() == 0 ? sound : doubtful).execute(() -> visit(inbox));
        } catch (RejectedExecutionException everyThreadIsOut) {
            visited.remove(inbox.organ());
        }
    }

    private void visit(Inbox inbox) {
        try {
            if (book.claim(inbox.organ(), clock.instant(), settings.lease())) {
                try {
                    tryVisit(inbox);
                } finally {
                    book.release(inbox.organ(), clock.instant());
                }
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "A visit to the inbox of {} broke off; what it held waits again when its lease ends",
                    inbox.organ(),
                    e);
        } finally {
            visited.remove(inbox.organ());
        }
    }

    private void tryVisit(Inbox inbox) {
        try {
            int confirmed = round.visit(inbox, () -> closed.getCount() == 0);
            if (left.merge(inbox.organ(), confirmed, Integer::sum) >= STALE_TOKENS) {
                left.remove(inbox.organ());
                dropStale(inbox);
            }
        } catch (PushFailedException failed) {
            failed(inbox, String.valueOf(failed.getMessage()));
        } catch (RuntimeException ours) {
            failed(inbox, PushFailure.INTERNAL.wire());
            throw ours;
        }
    }

    private void dropStale(Inbox inbox) {
        try {
            rooms.stale().drop(inbox.organ());
        } catch (BrokerUnavailableException later) {
            LOG.debug("Tokens that pushes left behind stay in the queue for now", later);
        }
    }

    private void failed(Inbox inbox, String failure) {
        Instant now = clock.instant();
        Duration pause = backoff.after(inbox.failures() + 1);
        boolean alarm = book.failed(inbox.organ(), now, now.plus(pause), failure, settings.alarm());
        if (alarm) {
            LOG.error(
                    "ALARM: the inbox of {} at {} has failed too often or for too long, at last with {}. It is tried again"
                            + " and its deliveries can be pulled; ask the agency, then run inbox retry {}",
                    inbox.organ(),
                    inbox.address(),
                    failure,
                    inbox.organ());
        } else {
            LOG.warn(
                    "The inbox of {} failed and is tried again in {} s: {}", inbox.organ(), pause.toSeconds(), failure);
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

    /** Sets out no more; a call under way has a few seconds to be recorded, else its delivery waits again by itself. */
    @Override
    public void close() {
        closed.countDown();
        sound.shutdown();
        doubtful.shutdown();
        try {
            thread.join(PATIENCE_MILLIS);
            boolean unused = sound.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    && doubtful.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
