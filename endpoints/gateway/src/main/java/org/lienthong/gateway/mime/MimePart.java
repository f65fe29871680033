package org.lienthong.gateway.mime;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * One part of a multipart entity. The content is readable until the next part is asked for.
 *
 * @param headers by name in lower case, unfolded
 * @param offset of the content's first byte, as transferred, within the entity
 * @param encoding how the content was transferred; {@code content} is decoded
 */
public record MimePart(Map<String, String> headers, long offset, TransferEncoding encoding, InputStream content) {

    /** Content-Transfer-Encoding (RFC 2045 §6), as far as the bus reads it. */
    public enum TransferEncoding {
        /** 7bit, 8bit or binary: the bytes as they are. */
        IDENTITY,
        BASE64
    }

    public MimePart {
        headers = Map.copyOf(headers);
    }

    /** @return the Content-ID without its angle brackets */
    public Optional<String> contentId() {
        return Optional.ofNullable(headers.get("content-id"))
                .map(id -> id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id);
    }

    public Optional<ContentType> contentType() {
        return Optional.ofNullable(headers.get("content-type")).map(ContentType::parse);
    }
}
