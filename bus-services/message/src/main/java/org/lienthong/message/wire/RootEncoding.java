package org.lienthong.message.wire;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

/**
 * Decides which characters the bytes of a root part are: the bytes themselves say it (XML 1.0 Appendix F), and neither the
 * Content-Type nor the XML declaration may say otherwise. UTF-8 where nothing is said, UTF-16, nothing else.
 *
 * @param skip length of the byte order mark
 */
record RootEncoding(Charset charset, int skip) {

    static RootEncoding of(byte[] bytes, Optional<String> announced) {
        RootEncoding seen = seen(bytes);
        announced.ifPresent(seen::requireAgreesWith);
        return seen;
    }

    private static RootEncoding seen(byte[] bytes) {
        int first = bytes.length > 1 ? unit(bytes, 0) : 0;
        int second = bytes.length > 3 ? unit(bytes, 2) : 0;
        if (first == 0xEFBB && second >> 8 == 0xBF) {
            return new RootEncoding(UTF_8, 3);
        }
        if (first == 0xFEFF) {
            return new RootEncoding(UTF_16BE, 2);
        }
        if (first == 0xFFFE && second != 0) {
            return new RootEncoding(UTF_16LE, 2);
        }
        if (first == '<' && second != 0) {
            return new RootEncoding(UTF_16BE, 0);
        }
        if (first == '<' << 8 && second != 0) {
            return new RootEncoding(UTF_16LE, 0);
        }
        return new RootEncoding(UTF_8, 0);
    }

    private static int unit(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    /** @return the characters; malformed or overlong sequences are an IOException, never a replacement character */
    Reader reader(byte[] bytes) {
        return new InputStreamReader(
                new ByteArrayInputStream(bytes, skip, bytes.length - skip),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** @param declared the encoding of the XML declaration; null if it has none */
    void requireDeclared(@Nullable String declared) {
        if (declared != null) {
            requireAgreesWith(declared);
        } else if (!charset.equals(UTF_8) && skip == 0) {
            throw refused(charset + " without a byte order mark or an XML declaration");
        }
    }

    private void requireAgreesWith(String name) {
        boolean agrees =
                switch (name.strip().toLowerCase(Locale.ROOT)) {
                    case "utf-8", "utf8" -> charset.equals(UTF_8);
                    case "utf-16" -> charset.equals(UTF_16BE) || charset.equals(UTF_16LE);
                    case "utf-16be" -> charset.equals(UTF_16BE);
                    case "utf-16le" -> charset.equals(UTF_16LE);
                    default -> false;
                };
        if (!agrees) {
            throw refused("charset " + name + " (" + charset + ")");
        }
    }

    private static RefusedException refused(String what) {
        return Refusal.of(RefusalCode.MALFORMED).with("what", what).refused();
    }
}
