package org.lienthong.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.message.refusal.Retry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a call after what may pass: transport failures, and refusals whose Retry is AFTER. */
final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private final RetryPolicy policy;
    private final Pause pause;

    Patience(RetryPolicy policy, Pause pause) {
        this.policy = policy;
        this.pause = pause;
    }

    static Patience of(RetryPolicy policy) {
        return new Patience(policy, Patience::waitFor);
    }

    <T> T call(Supplier<T> attempt) {
        for (int made = 1; ; made++) {
            try {
                return attempt.get();
            } catch (TransportFailure lost) {
                if (made >= policy.attempts() || Thread.currentThread().isInterrupted()) {
                    throw lost;
                }
                rest(
                        made,
                        policy.pauseAfter(made, ThreadLocalRandom.current().nextDouble()),
                        String.valueOf(lost.getMessage()),
                        lost);
            } catch (BusRefused refused) {
                if (made >= policy.attempts() || refused.fault().retry() != Retry.AFTER) {
                    throw refused;
                }
                Duration own =
                        policy.pauseAfter(made, ThreadLocalRandom.current().nextDouble());
                Duration asked = refused.fault().retryAfter().orElse(own);
                rest(made, asked.compareTo(own) > 0 ? asked : own, refused.code(), refused);
            }
        }
    }

    private void rest(int made, Duration time, String why, RuntimeException cause) {
        log.info(
                "Lần {}/{}: chưa có trả lời dùng được, thử lại sau {} ms / no answer to use, again in {} ms: {}",
                made,
                policy.attempts(),
                time.toMillis(),
                time.toMillis(),
                why);
        try {
            pause.of(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }

    private static void waitFor(Duration time) throws InterruptedException {
        boolean woken = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        if (woken) {
            throw new IllegalStateException("nobody counts this latch down");
        }
    }

    /** Lets time pass. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }
}
