package org.lienthong.message.seal;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.wire.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies seals, cheapest question first: structure, is the key registered, signature value, certificate, digests of the
 * parts, time. A stranger's key costs a look-up and no RSA. Thread-safe.
 */
public final class SealVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(SealVerifier.class);
    private static final SystemId BUS = new SystemId("bus");

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

    /**
     * A client's verifier of answers and faults: the bus's certificates are known beforehand, no chain is asked for, and the
     * system of every message is {@code bus}.
     */
    public static SealVerifier pinned(Collection<X509Certificate> busCertificates) {
        Map<Digest, RegisteredKey> keys = busCertificates.stream()
                .collect(Collectors.toMap(CallerKey::spki, one -> new RegisteredKey(BUS), (one, other) -> one));
        return new SealVerifier(
                spki -> Optional.ofNullable(keys.get(spki)),
                new PinnedTrust(List.copyOf(busCertificates)),
                SealPolicy.standard(Set.of()));
    }

    /**
     * @param receivedAt when the first byte arrived; certificates and freshness are judged at this time
     * @throws RefusedException NotSigned, Malformed, SignatureInvalid, PartUncovered, AlgorithmRefused, CertificateRefused,
     *     CertificateUnknown, CertificateRevoked, RevocationUnknown, TimestampRefused, ClockSkew
     */
    public SealedMessage verify(Envelope envelope, Instant receivedAt, Freshness freshness) {
        SecurityHeader security = SecurityHeader.read(envelope);
        SignedInfo signedInfo = security.signedInfo();
        CallerKey caller = CallerKey.read(security.token());
        RegisteredKey registered = lookUp(caller);
        caller.requireFit(signedInfo.method());
        requireSigned(security, caller.certificate());
        CertificateTrust.Trusted trusted = trust.judge(caller.certificate(), receivedAt);
        signedInfo.references().forEach(SealVerifier::requireUnchanged);
        Validity validity = Validity.read(security.timestamp());
        if (freshness == Freshness.REQUIRED) {
            requireFresh(validity, receivedAt, registered.system());
        }
        Duration offset = Duration.between(receivedAt, validity.created());
        return new SealedMessage(envelope, registered.system(), caller.spkiSha256(), trusted, validity, offset);
    }

    /**
     * Whose certificate a message shows, proved or not: a refusal of {@link #verify} is answered with a signed fault only
     * when this is present.
     */
    public Optional<RegisteredKey> presentedKey(Envelope envelope) {
        try {
            return SecurityHeader.presentedToken(envelope).map(CallerKey::read).map(this::lookUp);
        } catch (RefusedException unknown) {
            return Optional.empty();
        }
    }

    private RegisteredKey lookUp(CallerKey caller) {
        if (policy.ownKeys().contains(caller.spkiSha256())) {
            throw Refusal.of(RefusalCode.CERTIFICATE_REFUSED)
                    .with("what", caller.certificate().getSubjectX500Principal())
                    .refused();
        }
        return register.find(caller.spkiSha256()).orElseThrow(() -> Refusal.of(RefusalCode.CERTIFICATE_UNKNOWN)
                .with("fingerprint", caller.spkiSha256())
                .refused());
    }

    private static void requireSigned(SecurityHeader security, X509Certificate certificate) {
        SignedInfo signedInfo = security.signedInfo();
        byte[] value = SecurityHeader.base64(security.signatureValue());
        byte[] signed = CanonicalForm.of(signedInfo.element(), signedInfo.inclusivePrefixes());
        if (!signedInfo.method().verifies(signed, value, certificate.getPublicKey())) {
            throw Refusal.of(RefusalCode.SIGNATURE_INVALID)
                    .with("what", "ds:SignatureValue")
                    .refused();
        }
    }

    private static void requireUnchanged(SignedInfo.Reference reference) {
        byte[] found = CanonicalForm.digest(
                reference.target(),
                reference.inclusivePrefixes(),
                reference.method().hasher());
        if (!MessageDigest.isEqual(found, SecurityHeader.base64(reference.digestValue()))) {
            throw Refusal.of(RefusalCode.SIGNATURE_INVALID)
                    .with(
                            "what",
                            "ds:DigestValue #" + reference.id() + ", "
                                    + reference.target().getLocalName())
                    .at(reference.target().getLocalName())
                    .refused();
        }
    }

    private void requireFresh(Validity validity, Instant receivedAt, SystemId system) {
        Duration wider = policy.skewAllowances().getOrDefault(system, policy.skew());
        Duration allowed = wider.compareTo(policy.skew()) > 0 ? wider : policy.skew();
        validity.requireEmbraces(receivedAt, allowed);
        boolean usual = !receivedAt.isBefore(validity.created().minus(policy.skew()))
                && !receivedAt.isAfter(validity.expires().plus(policy.skew()));
        if (!usual) {
            LOG.warn(
                    "Clock of {} is {} s off and was let in by its allowance of {} s; its operator must set it",
                    system,
                    Duration.between(receivedAt, validity.created()).toSeconds(),
                    allowed.toSeconds());
        }
    }
}
