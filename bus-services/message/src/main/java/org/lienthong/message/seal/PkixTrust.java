package org.lienthong.message.seal;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** Trust by a chain to an anchor (RFC 5280) and the revocation lists of its authorities. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
record PkixTrust(TrustAnchors anchors, RevocationLists lists, SealPolicy policy) implements CertificateTrust {

    @Override
    public Trusted judge(X509Certificate certificate, Instant at) {
        throw new UnsupportedOperationException("follows");
    }
}
