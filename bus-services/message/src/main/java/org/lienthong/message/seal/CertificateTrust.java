package org.lienthong.message.seal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Says whether a certificate may speak at a time. */
sealed interface CertificateTrust permits PkixTrust, PinnedTrust {

    /** @param chain the certificate first, then its authorities, the anchor left out */
    record Trusted(List<X509Certificate> chain, List<RevocationUsed> revocation) {

        public Trusted {
            chain = List.copyOf(chain);
            revocation = List.copyOf(revocation);
        }
    }

    /** @throws org.lienthong.message.refusal.RefusedException CertificateRefused, CertificateRevoked, RevocationUnknown */
    Trusted judge(X509Certificate certificate, Instant at);
}
