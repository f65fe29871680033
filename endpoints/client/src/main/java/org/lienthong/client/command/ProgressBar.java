package org.lienthong.client.command;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.watch.TransferWatch;

/**
 * Shows how far a content has come: on a terminal one line, written over; elsewhere a line every ten seconds. Small contents
 * are not worth a line.
 *
 * <pre>
 *   scan.pdf  [############--------]  61 %  312,4/512,0 MB  24,3 MB/s  còn/left 0:08
 * </pre>
 */
final class ProgressBar implements TransferWatch, AutoCloseable {

    static final long SMALL = 1_000_000;
    private static final int WIDTH = 20;
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final String CLEAR = "\r\u001B[K";

    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private final InstantSource clock;
    private @Nullable Instant began;
    private Instant shown = Instant.MIN;
    private long from;
    private long last;
    private boolean drawn;

    ProgressBar(PrintStream out, boolean terminal, String what, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
        this.clock = clock;
    }

    @Override
    public synchronized void reached(long done, long length) {
        if (length < SMALL) {
            return;
        }
        Instant now = clock.instant();
        if (began == null || done < last) {
            began = now;
            from = done;
            shown = now;
        }
        last = done;
        if (done < length && Duration.between(shown, now).compareTo(terminal ? OFTEN : SELDOM) < 0) {
            return;
        }
        if (!terminal && done >= length && Duration.between(began, now).compareTo(SELDOM) < 0) {
            return; // over before anybody wondered
        }
        shown = now;
        String line = line(done, length, Duration.between(began, now));
        if (!terminal) {
            out.println(line);
        } else if (done < length) {
            out.print(CLEAR + line);
            drawn = true;
        } else {
            close();
        }
        out.flush();
    }

    private String line(long done, long length, Duration time) {
        int filled = (int) (WIDTH * done / length);
        double rate = (done - from) / Math.max(0.001, time.toMillis() / 1000.0);
        String left = rate <= 0 ? "?" : clock((long) ((length - done) / rate));
        return String.format(
                Locale.ROOT,
                "  %s  [%s%s] %3d %%  %s/%s MB  %s MB/s  còn/left %s",
                what,
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                100 * done / length,
                megabytes(done),
                megabytes(length),
                megabytes((long) rate),
                left);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    private static String clock(long seconds) {
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    /** Leaves no half line behind. */
    @Override
    public synchronized void close() {
        if (drawn) {
            out.print(CLEAR);
            out.flush();
            drawn = false;
        }
    }
}
