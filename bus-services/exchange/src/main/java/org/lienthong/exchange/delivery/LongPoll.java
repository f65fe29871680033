package org.lienthong.exchange.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lienthong.exchange.relay.WakeUps;

/** A poll that waits for something to come, without a thread while it waits. */
public final class LongPoll implements AutoCloseable {

    private final Deliveries deliveries;
    private final WakeUps wakeUps;
    private final ExecutorService threads;
    private final Set<Pending> waiting = ConcurrentHashMap.newKeySet();

    /** @param threads that look again for those who were woken */
    public LongPoll(Deliveries deliveries, WakeUps wakeUps, int threads) {
        this.deliveries = deliveries;
        this.wakeUps = wakeUps;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "long-poll");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * As {@link Deliveries#receive}, but answers only when there is something or the wait is over. The first look is
     * on the caller's thread, so that refusals and full queues answer at once; later ones on a few threads of this
     * object. Cancelling the future ends the wait, and nothing is taken any more.
     *
     * @param wait zero for not at all; at most 50 s (RequestInvalid)
     */
    public CompletableFuture<Poll> receive(PollRequest request, Duration wait) {
        LeaseBounds.checkWait(wait);
        if (wait.isZero()) {
            return CompletableFuture.completedFuture(deliveries.receive(request));
        }
        Pending pending = new Pending(request, wait);
        pending.look(true);
        return pending.answer;
    }

    /** Those who still wait are answered with nothing. */
    @Override
    public void close() {
        waiting.forEach(Pending::giveUp);
        threads.shutdown();
    }

    private final class Pending {

        private final PollRequest request;
        private final long until;
        private final CompletableFuture<Poll> answer = new CompletableFuture<>();
        private WakeUps.Waiting wakeUp = () -> {};

        Pending(PollRequest request, Duration wait) {
            this.request = request;
            this.until = System.nanoTime() + wait.toNanos();
        }

        /** Listens before it looks: what comes in between wakes it. One look at a time, and none once answered. */
        synchronized void look(boolean first) {
            if (answer.isDone()) {
                waiting.remove(this);
                return;
            }
            Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            wakeUp = wakeUps.await(request.organs(), left, () -> threads.execute(this::lookAgain));
            boolean waits = false;
            try {
                Poll poll = first ? deliveries.receive(request) : deliveries.receiveAgain(request);
                waits = !left.isZero() && isEmpty(poll);
                if (waits) {
                    waiting.add(this);
                } else {
                    answer.complete(poll);
                }
            } finally {
                if (!waits) {
                    wakeUp.close();
                    waiting.remove(this);
                }
            }
        }

        private void lookAgain() {
            try {
                look(false);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }

        private boolean isEmpty(Poll poll) {
            boolean counted = request.max() == 0 && poll.waiting() > 0;
            return poll.leases().isEmpty() && !poll.repeated() && !counted;
        }

        void giveUp() {
            answer.complete(new Poll(0, List.of(), false));
            synchronized (this) {
                wakeUp.close();
            }
        }
    }
}
