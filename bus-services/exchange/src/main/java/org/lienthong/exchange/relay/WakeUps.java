package org.lienthong.exchange.relay;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.identity.OrganId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes whoever waits for something to come to an organ, without a thread for each: one subscriber of the topic and one
 * timer a process.
 */
public final class WakeUps implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WakeUps.class);
    private static final long LISTEN_MILLIS = 1000;
    private static final long PAUSE_MILLIS = 500;
    private static final long PATIENCE_MILLIS = 5000;

    private final BrokerLink broker;
    private final WakeUpTopic topic;
    private final ConcurrentHashMap<OrganId, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer;
    private final Thread listener = new Thread(this::listen, "wake-ups");
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param broker shared with whoever else of this process talks to the broker; closed by its owner */
    public WakeUps(BrokerLink broker) {
        this.broker = broker;
        this.topic = new WakeUpTopic(broker);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "wake-up-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        listener.setDaemon(true);
    }

    /** One who waits. */
    public interface Waiting extends AutoCloseable {

        /** Ends the wait: the callback will not be called any more, unless it is being called now. */
        @Override
        void close();
    }

    /** Starts to listen; goes on through failures of the broker until closed. */
    public void start() {
        listener.start();
    }

    /**
     * Calls back once: when a token has come to one of the organs since this was called, when that may have been missed,
     * or when the time is over. To lose nothing, call this first, then look at the queue, then wait.
     *
     * @param callback short and not blocking; on the timer's thread
     */
    public Waiting await(Set<OrganId> organs, Duration timeout, Runnable callback) {
        Waiter waiter = new Waiter(Set.copyOf(organs), callback);
        waiter.timeout = timer.schedule(waiter::wake, timeout.toMillis(), TimeUnit.MILLISECONDS);
        waiter.organs.forEach(organ -> waiters.compute(organ, (key, known) -> {
            Set<Waiter> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(waiter);
            return all;
        }));
        if (waiter.over.get()) {
            waiter.leave();
        }
        return waiter;
    }

    private final class Waiter implements Waiting {

        private final Set<OrganId> organs;
        private final Runnable callback;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile @Nullable Future<?> timeout;

        Waiter(Set<OrganId> organs, Runnable callback) {
            this.organs = organs;
            this.callback = callback;
        }

        void wake() {
            if (end()) {
                callback.run();
            }
        }

        @Override
        public void close() {
            end();
        }

        private boolean end() {
            if (!over.compareAndSet(false, true)) {
                return false;
            }
            Future<?> pending = timeout;
            if (pending != null) {
                pending.cancel(false);
            }
            leave();
            return true;
        }

        private void leave() {
            organs.forEach(organ -> waiters.computeIfPresent(organ, (key, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            }));
        }
    }

    private void wake(Iterable<OrganId> organs) {
        Set<Waiter> woken = new HashSet<>();
        organs.forEach(organ -> woken.addAll(waiters.getOrDefault(organ, Set.of())));
        woken.forEach(waiter -> timer.execute(waiter::wake));
    }

    private void listen() {
        boolean down = false;
        while (!isClosed(0)) {
            try (Session session = broker.session(false);
                    MessageConsumer consumer = topic.listen(session)) {
                if (down) {
                    LOG.info("Wake-ups are heard again; everyone who waits looks once");
                    down = false;
                }
                wake(waiters.keySet());
                hear(consumer);
            } catch (JMSException | RuntimeException e) {
                if (!down && !isClosed(0)) {
                    LOG.warn(
                            "Wake-ups cannot be heard: long polls answer only when their time is over; trying again every"
                                    + " {} ms",
                            PAUSE_MILLIS,
                            e);
                    down = true;
                }
            }
            isClosed(PAUSE_MILLIS);
        }
    }

    /** Returns when it can hear no more, and when closed. */
    private void hear(MessageConsumer consumer) throws JMSException {
        while (!isClosed(0)) {
            long asked = System.nanoTime();
            Message message = consumer.receive(LISTEN_MILLIS);
            if (message instanceof TextMessage text) {
                wake(List.of(text.getText().split("\n")).stream()
                        .map(OrganId::new)
                        .toList());
            } else if (System.nanoTime() - asked < TimeUnit.MILLISECONDS.toNanos(LISTEN_MILLIS / 2)) {
                return;
            }
        }
    }

    private boolean isClosed(long waitMillis) {
        try {
            return closed.await(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        timer.shutdownNow();
        try {
            listener.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
