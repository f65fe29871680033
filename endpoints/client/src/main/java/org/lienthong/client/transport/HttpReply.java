package org.lienthong.client.transport;

import java.util.Optional;

/** What came back on a POST: status, Content-Type and the whole body. Not trusted yet. */
public final class HttpReply {

    private final int status;
    private final String contentType;
    private final byte[] body;

    HttpReply(int status, Optional<String> contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType.orElse("");
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** @return empty text if there was none */
    public String contentType() {
        return contentType;
    }

    /** @return the bytes themselves; not to be changed */
    public byte[] body() {
        return body;
    }
}
