package org.lienthong.gateway.mime;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/** The header lines of a part, up to the empty line. */
final class PartHeader {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private String last = "";

    private PartHeader() {}

    /** @return the headers by name in lower case; a header named twice is Malformed */
    static Map<String, String> read(BoundaryScanner scanner, int mostBytes) throws IOException {
        PartHeader header = new PartHeader();
        int left = mostBytes;
        for (String line = scanner.line(left); !line.isEmpty(); line = scanner.line(left)) {
            left -= line.length() + 2;
            if (left <= 0) {
                throw tooLarge(mostBytes);
            }
            header.add(line);
        }
        return header.headers;
    }

    static RuntimeException tooLarge(int mostBytes) {
        return Refusal.of(RefusalCode.TOO_LARGE)
                .with("what", "the header of a part")
                .with("limit", mostBytes + " bytes")
                .refused();
    }

    private void add(String line) {
        String folded = headers.get(last);
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            if (folded == null) {
                throw MultipartReader.malformed("a part's header begins with a continuation line");
            }
            headers.put(last, folded + ' ' + line.strip());
            return;
        }
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw MultipartReader.malformed("a part's header line has no name");
        }
        last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (headers.put(last, line.substring(colon + 1).strip()) != null) {
            throw MultipartReader.malformed("a part has two headers " + last);
        }
    }
}
