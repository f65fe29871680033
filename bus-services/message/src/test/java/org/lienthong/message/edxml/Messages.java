package org.lienthong.message.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The good messages that tests start from. All names in them are invented. */
final class Messages {

    static final String LETTER = load("letter-in-qcvn-order.edxml");
    static final String LETTER_IN_SDK_ORDER = load("letter-in-sdk-order.edxml");
    static final String STATUS = load("status-03.edxml");

    private Messages() {}

    /** @return the text with its first {@code from} replaced; fails if there is none */
    static String edit(String message, String from, String to) {
        int at = message.indexOf(from);
        if (at < 0) {
            throw new IllegalArgumentException("not in the message: " + from);
        }
        return message.substring(0, at) + to + message.substring(at + from.length());
    }

    static byte[] utf8(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    static String load(String name) {
        try (InputStream in = Messages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing test resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
