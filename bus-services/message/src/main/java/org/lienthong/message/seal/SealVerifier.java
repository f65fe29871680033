package org.lienthong.message.seal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.lienthong.message.wire.Envelope;

/** Verifies seals. Thread-safe. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
public final class SealVerifier {

    private final KeyRegister register;
    private final CertificateTrust trust;
    private final SealPolicy policy;

    /** The bus's verifier: registered keys, chains to anchors, revocation lists. */
    public SealVerifier(KeyRegister register, TrustAnchors anchors, RevocationLists lists, SealPolicy policy) {
        this(register, new PkixTrust(anchors, lists, policy), policy);
    }

    private SealVerifier(KeyRegister register, CertificateTrust trust, SealPolicy policy) {
        this.register = register;
        this.trust = trust;
        this.policy = policy;
    }

    /** A client's verifier of answers and faults: the bus's certificates are known beforehand, no chain is asked for. */
    public static SealVerifier pinned(Collection<X509Certificate> busCertificates) {
        CertificateTrust trust = new PinnedTrust(List.copyOf(busCertificates));
        throw new UnsupportedOperationException("follows");
    }

    /**
     * @param receivedAt when the first byte arrived; certificates and freshness are judged at this time
     * @throws org.lienthong.message.refusal.RefusedException NotSigned, Malformed, SignatureInvalid, PartUncovered,
     *     AlgorithmRefused, CertificateRefused, CertificateUnknown, CertificateRevoked, RevocationUnknown, TimestampRefused,
     *     ClockSkew
     */
    public SealedMessage verify(Envelope envelope, Instant receivedAt, Freshness freshness) {
        throw new UnsupportedOperationException("follows");
    }

    /**
     * Whose certificate a message shows, proved or not: a refusal of {@link #verify} is answered with a signed fault only
     * when this is present.
     */
    public Optional<RegisteredKey> presentedKey(Envelope envelope) {
        throw new UnsupportedOperationException("follows");
    }
}
