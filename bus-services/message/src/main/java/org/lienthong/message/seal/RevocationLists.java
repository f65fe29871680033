package org.lienthong.message.seal;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** Port to the revocation lists at hand. An implementation MUST NOT fetch: lists arrive off the request path. */
public interface RevocationLists {

    /**
     * @return the list with the latest thisUpdate among those of this authority; its signature MUST have been verified with
     *     the authority's key
     */
    Optional<RevocationList> newest(X509Certificate authority);
}
