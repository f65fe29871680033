package org.lienthong.gateway.inbox;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.lienthong.exchange.courier.PushFailedException;
import org.lienthong.exchange.courier.PushFailure;

/** Reads one HTTP/1.1 response (RFC 9112) of a server that may mean ill: no line, header or body beyond its bound. */
final class AnswerReader {

    private static final int HEAD_LIMIT = 16 * 1024;
    private static final int CHUNK_LINE = 1024;

    private final InputStream in;
    private final int limit;
    private int headLeft = HEAD_LIMIT;

    /** @param limit bytes of a body */
    AnswerReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** @throws PushFailedException NoAnswer, Fault, TooLarge */
    HttpAnswer read() throws IOException {
        int status = status();
        Map<String, String> headers = headers();
        while (status >= 100 && status < 200) {
            status = status();
            headers = headers();
        }
        String type = headers.getOrDefault("content-type", "");
        if (status != 200) {
            boolean fault = status == 500 && type.toLowerCase(Locale.ROOT).startsWith("text/xml");
            throw new PushFailedException(fault ? PushFailure.FAULT : PushFailure.NO_ANSWER, "HTTP " + status);
        }
        if (headers.containsKey("content-encoding")) {
            throw new PushFailedException(PushFailure.NO_ANSWER, "Content-Encoding");
        }
        return new HttpAnswer(type, body(headers));
    }

    private int status() throws IOException {
        String line = line();
        if (!line.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw new PushFailedException(PushFailure.NO_ANSWER, "not HTTP/1.1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new PushFailedException(PushFailure.NO_ANSWER, "a broken header");
            }
            headers.merge(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String encoding = headers.get("transfer-encoding");
        if (encoding != null) {
            if (!encoding.equalsIgnoreCase("chunked")) {
                throw new PushFailedException(PushFailure.NO_ANSWER, "Transfer-Encoding " + shortened(encoding));
            }
            return chunks();
        }
        String length = headers.get("content-length");
        if (length == null) {
            byte[] all = in.readNBytes(limit + 1);
            requireWithin(all.length);
            return all;
        }
        return exactly(number(length, 10));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            headLeft = CHUNK_LINE;
            String line = line();
            int extension = line.indexOf(';');
            long size = number(extension < 0 ? line : line.substring(0, extension), 16);
            if (size == 0) {
                return all.toByteArray();
            }
            requireWithin(all.size() + size);
            all.writeBytes(exactly(size));
            if (!line().isEmpty()) {
                throw new PushFailedException(PushFailure.NO_ANSWER, "a broken chunk");
            }
        }
    }

    private byte[] exactly(long length) throws IOException {
        requireWithin(length);
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length != length) {
            throw new EOFException("the answer ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private void requireWithin(long length) {
        if (length > limit) {
            throw new PushFailedException(PushFailure.TOO_LARGE, "more than " + limit + " bytes");
        }
    }

    private static long number(String text, int radix) {
        try {
            long number = Long.parseLong(text.strip(), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        throw new PushFailedException(PushFailure.NO_ANSWER, "no length: " + shortened(text));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended before the answer did");
            }
            if (--headLeft < 0) {
                throw new PushFailedException(PushFailure.TOO_LARGE, "headers");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String shortened(String text) {
        String safe = text.replaceAll("[^ -~]", "?");
        return safe.length() > 40 ? safe.substring(0, 40) : safe;
    }
}
