package org.lienthong.gateway.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the revocation list made anew in the middle of its life. It looks at the clock often rather than sleep until then: a
 * laptop that slept meanwhile would wake up late.
 */
final class ListKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ListKeeper.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ThrowAwayAuthority authority;
    private final Console console;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread daemon = new Thread(run, "revocation list");
        daemon.setDaemon(true);
        return daemon;
    });

    ListKeeper(ThrowAwayAuthority authority, Console console, InstantSource clock) {
        this.authority = authority;
        this.console = console;
        this.clock = clock;
    }

    ListKeeper start() {
        Duration tenth = authority.listLife().dividedBy(10);
        long pause = (tenth.compareTo(LONGEST_PAUSE) < 0 ? tenth : LONGEST_PAUSE).toMillis();
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
        return this;
    }

    private void look() {
        if (!authority.listIsOld(clock.instant())) {
            return;
        }
        try {
            if (authority.keep(console)) {
                LOG.info("Revocation list made anew for {}", authority.listLife());
            } else {
                LOG.error("No new revocation list: see the log of the authority; tried again at the next look");
            }
        } catch (IOException failed) {
            LOG.error("No new revocation list: tried again at the next look", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a program that is running: it ends with this. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The program that makes the revocation list does not end; it ends by itself when done");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
