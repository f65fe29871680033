package org.lienthong.gateway.sandbox;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Steps told to people, Vietnamese with the English under it, in the form that the simulator's programs use too. */
public final class Console {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final PrintStream out;

    private Console(PrintStream out) {
        this.out = out;
    }

    public static Console ofThisTerminal() {
        return new Console(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    public static Console to(PrintStream out) {
        return new Console(out);
    }

    public synchronized void step(Instant now, boolean held, String vi, String en) {
        out.printf(Locale.ROOT, "%s  %-5s %s %s%n", CLOCK.format(now), "TRỤC", held ? "✔" : "✘", vi);
        out.printf(Locale.ROOT, "%12s  %-5s   %s%n", "", "", en);
        out.flush();
    }

    /** A line that a program printed. */
    synchronized void relay(String line) {
        out.println(line);
        out.flush();
    }

    public synchronized void text(String text) {
        out.println(text);
        out.flush();
    }
}
