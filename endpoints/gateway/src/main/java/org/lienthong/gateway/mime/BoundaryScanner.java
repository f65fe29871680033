package org.lienthong.gateway.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/**
 * Finds delimiters ({@code CRLF "--" boundary}) in a stream with one buffer and the bad-character shifts of
 * Boyer-Moore-Horspool: most bytes of a part are never looked at.
 */
final class BoundaryScanner {

    private static final int BUFFER = 1 << 16;
    /** White space that may follow a boundary on its line. */
    private static final int PADDING = 80;

    private final InputStream source;
    private final byte[] delimiter;
    private final int[] shift = new int[256];
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    /** Up to here the buffer holds no start of a delimiter. */
    private int clear;

    private boolean atDelimiter;
    private boolean sourceEnded;
    /** Offset of buffer[0] in the entity; -2 at first, for the CRLF that is not there before a delimiter at the very start. */
    private long base = -2;

    BoundaryScanner(InputStream source, String boundary) {
        this.source = source;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(shift, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) {
            shift[delimiter[i] & 0xff] = delimiter.length - 1 - i;
        }
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /** @return offset in the entity of the byte that comes next */
    long position() {
        return base + at;
    }

    /** @return how many bytes before the delimiter were read, or -1 if the delimiter comes next */
    int readContent(byte[] into, int offset, int most) throws IOException {
        while (at == clear) {
            if (atDelimiter) {
                return -1;
            }
            scan();
            if (at == clear && !atDelimiter) {
                refill();
            }
        }
        int count = Math.min(most, clear - at);
        System.arraycopy(buffer, at, into, offset, count);
        at += count;
        return count;
    }

    void skipToBoundary(int most, String what) throws IOException {
        byte[] chunk = new byte[1024];
        int skipped = 0;
        for (int n = readContent(chunk, 0, chunk.length); n >= 0; n = readContent(chunk, 0, chunk.length)) {
            skipped += n;
            if (skipped > most) {
                throw tooLarge(what, most);
            }
        }
    }

    /** Steps over the delimiter that comes next. @return whether it is the closing one */
    boolean closes() throws IOException {
        at += delimiter.length;
        atDelimiter = false;
        clear = at;
        need(2);
        if (buffer[at] == '-' && buffer[at + 1] == '-') {
            at += 2;
            clear = at;
            return true;
        }
        if ((buffer[at] != '\r' && buffer[at] != ' ' && buffer[at] != '\t')
                || !line(PADDING).isBlank()) {
            throw MultipartReader.malformed("a line begins with the multipart boundary and goes on otherwise");
        }
        return false;
    }

    /** After a part's header: a delimiter without its own line end would be content to us and a delimiter to others. */
    void refuseBareDelimiter() throws IOException {
        int bare = delimiter.length - 2;
        need(bare);
        if (Arrays.equals(buffer, at, at + bare, delimiter, 2, delimiter.length)) {
            throw MultipartReader.malformed("a part has no content, not even an empty line");
        }
    }

    /** Reads the epilogue; the entity must end within the limit. */
    void expectEnd(int most) throws IOException {
        long left = (long) most - (end - at);
        byte[] chunk = new byte[1024];
        while (!sourceEnded && left >= 0) {
            int n = source.read(chunk, 0, chunk.length);
            sourceEnded = n < 0;
            left -= Math.max(n, 0);
        }
        if (left < 0) {
            throw tooLarge("what follows the closing boundary", most);
        }
    }

    /** @return the line up to CRLF, without it; longer than {@code most} bytes is TooLarge */
    String line(int most) throws IOException {
        int from = 0;
        while (true) {
            for (int i = at + from; i < end; i++) {
                if (buffer[i] == '\n') {
                    return takeLine(i);
                }
            }
            from = end - at;
            if (from > most) {
                throw PartHeader.tooLarge(most);
            }
            need(from + 1);
        }
    }

    private String takeLine(int lineFeed) {
        if (lineFeed == at || buffer[lineFeed - 1] != '\r') {
            throw MultipartReader.malformed("a line of a part's header ends without CR LF");
        }
        String line = new String(buffer, at, lineFeed - 1 - at, StandardCharsets.UTF_8);
        if (line.indexOf('\r') >= 0 || line.indexOf('\0') >= 0) {
            throw MultipartReader.malformed("a part's header holds a control character");
        }
        at = lineFeed + 1;
        clear = at;
        return line;
    }

    private void need(int bytes) throws IOException {
        while (end - at < bytes) {
            refill();
        }
    }

    private void refill() throws IOException {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            base += at;
            end -= at;
            clear -= at;
            at = 0;
        }
        int count = sourceEnded ? -1 : source.read(buffer, end, buffer.length - end);
        if (count < 0) {
            sourceEnded = true;
            throw MultipartReader.malformed("the multipart entity ends before its closing boundary");
        }
        end += count;
    }

    private void scan() {
        int last = delimiter.length - 1;
        int i = at;
        while (i + last < end) {
            if (buffer[i + last] == delimiter[last] && matches(i)) {
                clear = i;
                atDelimiter = true;
                return;
            }
            i += shift[buffer[i + last] & 0xff];
        }
        clear = Math.min(i, end);
    }

    private boolean matches(int from) {
        return Arrays.equals(buffer, from, from + delimiter.length, delimiter, 0, delimiter.length);
    }

    private static RuntimeException tooLarge(String what, int most) {
        return Refusal.of(RefusalCode.TOO_LARGE)
                .with("what", what)
                .with("limit", most + " bytes")
                .refused();
    }
}
