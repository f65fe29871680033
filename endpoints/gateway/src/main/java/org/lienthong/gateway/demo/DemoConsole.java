package org.lienthong.gateway.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The demo's lines, Vietnamese with the English under it, in the form that its programs use too. */
final class DemoConsole {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final PrintStream out;

    DemoConsole(PrintStream out) {
        this.out = out;
    }

    synchronized void step(Instant now, boolean held, String vi, String en) {
        out.printf(Locale.ROOT, "%s  %-5s %s %s%n", CLOCK.format(now), "TRỤC", held ? "✔" : "✘", vi);
        out.printf(Locale.ROOT, "%12s  %-5s   %s%n", "", "", en);
        out.flush();
    }

    /** A line that a program of the demo printed. */
    synchronized void relay(String line) {
        out.println(line);
        out.flush();
    }

    synchronized void text(String text) {
        out.println(text);
        out.flush();
    }
}
