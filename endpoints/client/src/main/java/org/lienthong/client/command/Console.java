package org.lienthong.client.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lienthong.client.json.JsonObject;

/**
 * What a command says: results on standard output, for people in Vietnamese with the English under it, or for programs as one
 * JSON object a line; notes, troubles and progress on standard error.
 */
final class Console {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private final boolean terminal;
    private final InstantSource clock;
    private final List<ProgressBar> bars = new ArrayList<>();

    /** @param terminal whether somebody watches lines being written over */
    Console(PrintStream out, PrintStream err, boolean json, boolean terminal, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Of this process. */
    static Console open(boolean json, InstantSource clock) {
        return new Console(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                json,
                isTerminal(),
                clock);
    }

    /** JDK 22 to 24 say yes too often; then progress is written over in a file, and nothing worse. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null && !"dumb".equals(System.getenv("TERM"));
    }

    /** A result. */
    void good(String vi, String en) {
        if (!json) {
            out.println("✔ " + vi);
            out.println("  " + en);
        }
    }

    /** A line of a result; the label in both languages. */
    void fact(String label, Object value) {
        if (!json) {
            out.printf(Locale.ROOT, "  %-32s %s%n", label, value);
        }
    }

    void blank() {
        if (!json) {
            out.println();
        }
    }

    /** A result, for programs. */
    void json(JsonObject result) {
        if (json) {
            out.println(result);
        }
    }

    /** What is going on. */
    void note(String vi, String en) {
        err.println("· " + vi + " / " + en);
    }

    /** What went wrong. */
    void bad(String vi, String en) {
        err.println("✘ " + vi);
        err.println("  " + en);
    }

    /** More of what went wrong. */
    void detail(String text) {
        err.println("  " + text);
    }

    /** @param what is moved, shown before its numbers */
    ProgressBar progress(String what) {
        ProgressBar bar = new ProgressBar(err, terminal, what, clock);
        bars.add(bar);
        return bar;
    }

    /** Takes half lines of progress off the terminal. */
    void clear() {
        bars.forEach(ProgressBar::close);
        bars.clear();
    }

    /** @return as the clocks in Viet Nam show it */
    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
