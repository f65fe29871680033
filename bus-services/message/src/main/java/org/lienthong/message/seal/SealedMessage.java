package org.lienthong.message.seal;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.wire.Envelope;

/** A message whose Body and Timestamp a registered key has signed. Only {@link SealVerifier} makes one. */
public final class SealedMessage {

    private final Envelope envelope;
    private final SystemId system;
    private final List<X509Certificate> chain;
    private final Digest signerSpkiSha256;
    private final List<RevocationUsed> revocation;
    private final Instant created;
    private final Instant expires;
    private final Duration clockOffset;

    SealedMessage(
            Envelope envelope,
            SystemId system,
            Digest signerSpkiSha256,
            CertificateTrust.Trusted trusted,
            Validity validity,
            Duration clockOffset) {
        this.envelope = envelope;
        this.system = system;
        this.signerSpkiSha256 = signerSpkiSha256;
        this.chain = trusted.chain();
        this.revocation = trusted.revocation();
        this.created = validity.created();
        this.expires = validity.expires();
        this.clockOffset = clockOffset;
    }

    public Envelope envelope() {
        return envelope;
    }

    /** @return the system that the directory binds to the signing key */
    public SystemId system() {
        return system;
    }

    public X509Certificate signer() {
        return chain.get(0);
    }

    /** @return the signer's certificate first, then those of its authorities, the anchor left out */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** @return SHA-256 of the signer's SubjectPublicKeyInfo */
    public Digest signerSpkiSha256() {
        return signerSpkiSha256;
    }

    /** @return the lists that spoke for the certificates of the chain, in its order */
    public List<RevocationUsed> revocation() {
        return revocation;
    }

    public Instant created() {
        return created;
    }

    public Instant expires() {
        return expires;
    }

    /** @return the caller's Created less the time of receipt: positive when the caller's clock is ahead */
    public Duration clockOffset() {
        return clockOffset;
    }

    public Provenance provenance() {
        return Provenance.SIGNED_BY_SENDER;
    }
}
