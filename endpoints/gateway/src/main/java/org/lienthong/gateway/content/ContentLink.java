package org.lienthong.gateway.content;

import java.time.Instant;

/** Where to fetch content, and with which token. */
public record ContentLink(String url, String token, Instant expiresAt) {

    /** @return without the token */
    @Override
    public String toString() {
        return "ContentLink[" + url + ", expires " + expiresAt + "]";
    }
}
