package org.lienthong.gateway.inbox;

/** What an inbox answered: HTTP 200 with a body within its bound. Not trusted yet. */
public final class HttpAnswer {

    private final String contentType;
    private final byte[] body;

    HttpAnswer(String contentType, byte[] body) {
        this.contentType = contentType;
        this.body = body;
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
