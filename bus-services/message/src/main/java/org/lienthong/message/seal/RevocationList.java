package org.lienthong.message.seal;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Instant;
import org.lienthong.message.identity.Digest;

/**
 * A revocation list at hand.
 *
 * @param sha256 of the DER
 */
public record RevocationList(X509CRL crl, Digest sha256) {

    public static RevocationList of(X509CRL crl) {
        try {
            return new RevocationList(crl, Digest.sha256(crl.getEncoded()));
        } catch (CRLException e) {
            throw new IllegalArgumentException("a revocation list without an encoding", e);
        }
    }

    Instant thisUpdate() {
        return crl.getThisUpdate().toInstant();
    }
}
