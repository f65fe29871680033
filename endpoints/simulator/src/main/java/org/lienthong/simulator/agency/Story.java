package org.lienthong.simulator.agency;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells what an agency does, one step at a time: for people on the console, in Vietnamese with the English under it, and on
 * request for programs as one JSON object a line in a file:
 *
 * <pre>
 * {"at":"2026-11-24T06:00:00.123Z","who":"VPCP","step":"accepted","held":true,"vi":"…","en":"…"}
 * </pre>
 */
public final class Story {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final String who;
    private final PrintStream console;
    private final Optional<Path> events;
    private final InstantSource clock;

    /** @param who a short name, at most 5 letters */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Story(String who, PrintStream console, Optional<Path> events, InstantSource clock) {
        this.who = who;
        this.console = console;
        this.events = events;
        this.clock = clock;
    }

    void held(String step, String vi, String en) {
        tell(step, true, vi, en);
    }

    void failed(String step, String vi, String en) {
        tell(step, false, vi, en);
    }

    private void tell(String step, boolean held, String vi, String en) {
        Instant now = clock.instant();
        console.printf(Locale.ROOT, "%s  %-5s %s %s%n", CLOCK.format(now), who, held ? "✔" : "✘", vi);
        console.printf(Locale.ROOT, "%12s  %-5s   %s%n", "", "", en);
        console.flush();
        events.ifPresent(file -> append(
                file,
                String.format(
                        Locale.ROOT,
                        "{\"at\":%s,\"who\":%s,\"step\":%s,\"held\":%b,\"vi\":%s,\"en\":%s}%n",
                        json(now.toString()),
                        json(who),
                        json(step),
                        held,
                        json(vi),
                        json(en))));
    }

    private static void append(Path file, String line) {
        try {
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String json(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
