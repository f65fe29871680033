package org.lienthong.message.seal;

import java.security.cert.X509CRL;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Port to the revocation lists at hand. An implementation MUST NOT fetch: lists arrive off the request path. */
public interface RevocationLists {

    /** @return the list of this issuer with the latest thisUpdate */
    Optional<X509CRL> newest(X500Principal issuer);
}
