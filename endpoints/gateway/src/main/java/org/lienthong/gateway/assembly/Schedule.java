package org.lienthong.gateway.assembly;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small regular duties of a gateway, on one thread; one that fails is told in the log and tried again at its next turn. */
final class Schedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread daemon = new Thread(run, "duties");
        daemon.setDaemon(true);
        return daemon;
    });

    static LocalDate today(InstantSource clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    void every(Duration pause, String duty, Runnable work) {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                () -> run(duty, work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(String duty, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.error(
                    "{} failed and is tried again at its next turn; until then the bus goes on with what it has",
                    duty,
                    failed);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
