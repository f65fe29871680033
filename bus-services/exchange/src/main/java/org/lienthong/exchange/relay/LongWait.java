package org.lienthong.exchange.relay;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lienthong.message.identity.OrganId;

/** Looks again and again until there is something or the wait is over, without a thread while it waits. */
public final class LongWait implements AutoCloseable {

    /** Something is there but may not be told before older transactions have ended: milliseconds as a rule. */
    private static final Duration SOON = Duration.ofMillis(100);

    private final WakeUps wakeUps;
    private final ExecutorService threads;
    private final Set<Pending<?>> waiting = ConcurrentHashMap.newKeySet();

    /** @param threads that look again for those who were woken */
    public LongWait(WakeUps wakeUps, int threads) {
        this.wakeUps = wakeUps;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "long-poll");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What to do with what was seen. */
    public enum Next {
        ANSWER,
        /** Look again when woken. */
        WAIT,
        /** Look again in a moment. */
        LOOK_SOON
    }

    /** What a look has found. */
    public record Seen<T>(T answer, Next next) {}

    /** How to look. */
    public interface Look<T> {

        /** @param first on the caller's thread; later ones are on a few threads of the wait */
        Seen<T> look(boolean first);

        /** @return what is answered when the bus stops */
        T nothing();
    }

    /**
     * The first look is on the caller's thread, so that refusals and what is there already answer at once; later ones are on
     * a few threads of this object. Cancelling the future ends the wait, and nobody looks any more.
     */
    public <T> CompletableFuture<T> await(Set<OrganId> organs, Duration wait, Look<T> look) {
        Pending<T> pending = new Pending<>(organs, wait, look);
        pending.look(true);
        return pending.answer;
    }

    /** Those who still wait are answered with nothing. */
    @Override
    public void close() {
        waiting.forEach(Pending::giveUp);
        threads.shutdown();
    }

    private final class Pending<T> {

        private final Set<OrganId> organs;
        private final Look<T> look;
        private final long until;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private WakeUps.Waiting wakeUp = () -> {};

        Pending(Set<OrganId> organs, Duration wait, Look<T> look) {
            this.organs = organs;
            this.look = look;
            this.until = System.nanoTime() + wait.toNanos();
        }

        /** Listens before it looks: what comes in between wakes it. One look at a time, and none once answered. */
        synchronized void look(boolean first) {
            wakeUp.close();
            if (answer.isDone()) {
                waiting.remove(this);
                return;
            }
            Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            listen(left);
            boolean waits = false;
            try {
                Seen<T> seen = look.look(first);
                waits = !left.isZero() && seen.next() != Next.ANSWER;
                if (!waits) {
                    answer.complete(seen.answer());
                    return;
                }
                waiting.add(this);
                if (seen.next() == Next.LOOK_SOON && left.compareTo(SOON) > 0) {
                    wakeUp.close();
                    listen(SOON);
                }
            } finally {
                if (!waits) {
                    wakeUp.close();
                    waiting.remove(this);
                }
            }
        }

        private void listen(Duration atMost) {
            wakeUp = wakeUps.await(organs, atMost, () -> threads.execute(this::lookAgain));
        }

        private void lookAgain() {
            try {
                look(false);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }

        void giveUp() {
            answer.complete(look.nothing());
            synchronized (this) {
                wakeUp.close();
            }
        }
    }
}
