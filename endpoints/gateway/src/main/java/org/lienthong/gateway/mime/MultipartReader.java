package org.lienthong.gateway.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lienthong.gateway.mime.MimePart.TransferEncoding;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

/**
 * Reads the parts of a multipart entity one after another, each once, in one buffer. Strict where parsers are known to
 * differ: a line that begins with the boundary and goes on otherwise, bare line feeds, a header named twice, a missing
 * closing boundary and a Content-Length that lies are Malformed, so that no two readers of the archived entity see
 * different parts.
 */
public final class MultipartReader {

    private final BoundaryScanner scanner;
    private final PartLimits limits;
    private int parts;
    private @Nullable PartStream current;
    private long announced = -1;
    private boolean ended;

    /** @param boundary the parameter of the entity's Content-Type, 1 to 70 characters */
    public MultipartReader(InputStream entity, String boundary, PartLimits limits) {
        if (boundary.isEmpty() || boundary.length() > 70 || boundary.endsWith(" ")) {
            throw Refusal.of(RefusalCode.UNSUPPORTED_MEDIA)
                    .with("found", "multipart boundary of " + boundary.length() + " characters")
                    .refused();
        }
        this.scanner = new BoundaryScanner(entity, boundary);
        this.limits = limits;
    }

    /** @return the next part; what was left unread of the one before is skipped; empty after the closing boundary */
    public Optional<MimePart> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        if (current == null) {
            scanner.skipToBoundary(limits.slackBytes(), "preamble");
        } else {
            current.skipRest();
            checkAnnounced(current);
        }
        if (scanner.closes()) {
            ended = true;
            current = null;
            scanner.expectEnd(limits.slackBytes());
            return Optional.empty();
        }
        if (++parts > limits.parts()) {
            throw Refusal.of(RefusalCode.TOO_LARGE)
                    .with("what", "multipart entity")
                    .with("limit", limits.parts() + " parts")
                    .refused();
        }
        Map<String, String> headers = PartHeader.read(scanner, limits.headerBytes());
        scanner.refuseBareDelimiter();
        return Optional.of(open(headers));
    }

    private MimePart open(Map<String, String> headers) {
        String length = headers.get("content-length");
        announced = length == null ? -1 : parseLength(length);
        TransferEncoding encoding = encoding(headers.getOrDefault("content-transfer-encoding", "binary"));
        current = new PartStream(scanner);
        long offset = scanner.position();
        InputStream content =
                switch (encoding) {
                    case IDENTITY -> current;
                    case BASE64 -> new Base64Stream(current);
                };
        return new MimePart(headers, offset, encoding, content);
    }

    private void checkAnnounced(PartStream part) {
        if (announced >= 0 && announced != part.length()) {
            throw malformed("a part's Content-Length says " + announced + ", it holds " + part.length());
        }
    }

    private static TransferEncoding encoding(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "7bit", "8bit", "binary" -> TransferEncoding.IDENTITY;
            case "base64" -> TransferEncoding.BASE64;
            default ->
                throw Refusal.of(RefusalCode.UNSUPPORTED_MEDIA)
                        .with("found", "Content-Transfer-Encoding " + value)
                        .refused();
        };
    }

    private static long parseLength(String value) {
        try {
            return Long.parseUnsignedLong(value.strip());
        } catch (NumberFormatException notALength) {
            throw malformed("a part's Content-Length is no number");
        }
    }

    static RefusedException malformed(String what) {
        return Refusal.of(RefusalCode.MALFORMED).with("what", what).refused();
    }

    /** The bytes of one part up to its delimiter, as transferred. */
    private static final class PartStream extends InputStream {

        private final BoundaryScanner scanner;
        private long length;

        PartStream(BoundaryScanner scanner) {
            this.scanner = scanner;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            if (most == 0) {
                return 0;
            }
            int count = scanner.readContent(into, offset, most);
            length += Math.max(count, 0);
            return count;
        }

        void skipRest() throws IOException {
            byte[] chunk = new byte[8192];
            while (read(chunk, 0, chunk.length) >= 0) {
                // counted by read
            }
        }

        long length() {
            return length;
        }
    }
}
