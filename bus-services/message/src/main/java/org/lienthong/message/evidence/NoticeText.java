package org.lienthong.message.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.lienthong.message.identity.Digest;

/**
 * The canonical text of a notice, whose SHA-256 names and confirms it (wsdl/PROFILE.md): a line for each field that the notice
 * has, in the order of the profile, each {@code name TAB value LF} in UTF-8. Example:
 *
 * <pre>
 * NoticeId  5b1c…
 * Kind      TAKEN
 * At        2026-11-24T05:00:00.000Z
 * </pre>
 */
public final class NoticeText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private final MessageDigest sha256 = Digest.newSha256();

    /** @param value of one line, as it stands in the notice */
    public NoticeText line(String name, Object value) {
        String text = value instanceof Instant time ? text(time) : value.toString();
        if (text.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(name + " of a notice holds a control character");
        }
        sha256.update((name + "\t" + text + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds nothing if the value is absent. */
    public NoticeText line(String name, Optional<?> value) {
        value.ifPresent(present -> line(name, (Object) present));
        return this;
    }

    /** @return the digest of the lines so far; ends the text */
    public Digest sha256() {
        return Digest.finish(sha256);
    }

    private static String text(Instant time) {
        return TIME.format(time.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC));
    }
}
