package org.lienthong.gateway.mime;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/**
 * A Content-Type (RFC 2045 §5.1), e.g. {@code multipart/related; type="text/xml"; boundary=b1}.
 *
 * @param media type and subtype in lower case
 * @param parameters by name in lower case, unquoted
 */
public record ContentType(String media, Map<String, String> parameters) {

    public ContentType {
        parameters = Map.copyOf(parameters);
    }

    /** @throws org.lienthong.message.refusal.RefusedException UnsupportedMedia if the value has another shape, or names a parameter twice */
    public static ContentType parse(String value) {
        return new Parser(value).parse();
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static final class Parser {

        private final String value;
        private int at;

        Parser(String value) {
            this.value = value;
        }

        ContentType parse() {
            skipBlanks();
            String media = token() + expect('/') + token();
            Map<String, String> parameters = new TreeMap<>();
            skipBlanks();
            while (at < value.length()) {
                expect(';');
                skipBlanks();
                if (at == value.length()) {
                    break; // a trailing semicolon is common and harmless
                }
                String name = token().toLowerCase(Locale.ROOT);
                expect('=');
                String content = at < value.length() && value.charAt(at) == '"' ? quoted() : token();
                if (parameters.put(name, content) != null) {
                    throw refused();
                }
                skipBlanks();
            }
            return new ContentType(media.toLowerCase(Locale.ROOT), parameters);
        }

        private void skipBlanks() {
            while (at < value.length() && (value.charAt(at) == ' ' || value.charAt(at) == '\t')) {
                at++;
            }
        }

        private char expect(char wanted) {
            if (at == value.length() || value.charAt(at) != wanted) {
                throw refused();
            }
            at++;
            return wanted;
        }

        private String token() {
            int from = at;
            while (at < value.length() && isToken(value.charAt(at))) {
                at++;
            }
            if (from == at) {
                throw refused();
            }
            return value.substring(from, at);
        }

        private String quoted() {
            StringBuilder text = new StringBuilder();
            for (at++; at < value.length(); at++) {
                char c = value.charAt(at);
                if (c == '"') {
                    at++;
                    return text.toString();
                }
                if (c == '\\' && at + 1 < value.length()) {
                    c = value.charAt(++at);
                }
                text.append(c);
            }
            throw refused();
        }

        private static boolean isToken(char c) {
            return c > ' ' && c < 127 && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
        }

        private RuntimeException refused() {
            return Refusal.of(RefusalCode.UNSUPPORTED_MEDIA)
                    .with("found", value)
                    .refused();
        }
    }
}
