package org.lienthong.message.seal;

import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;

/**
 * A small world of keys for tests, of this and of other modules: one authority, an agency VPCP, another HCMC, and the bus,
 * with a register, revocation lists and a verifier that a test may change before it asks.
 */
public final class SealFixtures {

    /** The time of every fixture. */
    public static final Instant NOW = Instant.parse("2026-11-24T05:00:00Z");

    public static final SystemId VPCP = new SystemId("vpcp");
    public static final SystemId HCMC = new SystemId("hcmc");
    public static final Duration LIFE = Duration.ofMinutes(5);

    private static final KeyPair VPCP_KEYS = TestAuthority.rsa(2048);
    private static final KeyPair HCMC_KEYS = TestAuthority.ec("secp256r1");
    private static final KeyPair BUS_KEYS = TestAuthority.rsa(2048);

    private static final EnvelopeReader READER = new EnvelopeReader();
    private static final WireTypes TYPES = new WireTypes();

    private final TestAuthority authority = TestAuthority.root("Liên Thông test authority");
    private final SigningKey vpcp = authority.issue("VPCP", VPCP_KEYS);
    private final SigningKey hcmc = authority.issue("HCMC", HCMC_KEYS);
    private final SigningKey bus = authority.issue("Bus", BUS_KEYS);
    private final Map<Digest, RegisteredKey> registered = new ConcurrentHashMap<>();
    private final Map<X509Certificate, RevocationList> lists = new ConcurrentHashMap<>();

    public SealFixtures() {
        register(vpcp, VPCP);
        register(hcmc, HCMC);
        shelve(authority, authority.crl(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(6))));
    }

    public TestAuthority authority() {
        return authority;
    }

    /** @return an RSA key of 2048 bits, registered for {@link #VPCP} */
    public SigningKey vpcp() {
        return vpcp;
    }

    /** @return an EC key on P-256, registered for {@link #HCMC} */
    public SigningKey hcmc() {
        return hcmc;
    }

    public SigningKey bus() {
        return bus;
    }

    public void register(SigningKey key, SystemId system) {
        registered.put(key.spkiSha256(), new RegisteredKey(system));
    }

    /** Replaces the revocation list of an authority. */
    public void shelve(TestAuthority issuer, X509CRL crl) {
        lists.put(issuer.certificate(), RevocationList.of(crl));
    }

    public void unshelve(TestAuthority issuer) {
        lists.remove(issuer.certificate());
    }

    public KeyRegister keyRegister() {
        return spki -> Optional.ofNullable(registered.get(spki));
    }

    public RevocationLists revocationLists() {
        return issuer -> Optional.ofNullable(lists.get(issuer));
    }

    public SealPolicy policy() {
        return SealPolicy.standard(Set.of(bus.spkiSha256()));
    }

    public SealVerifier verifier() {
        return verifier(policy(), authority.certificate());
    }

    public SealVerifier verifier(SealPolicy policy, X509Certificate... authorities) {
        return new SealVerifier(keyRegister(), TrustAnchors.of(List.of(authorities), true), revocationLists(), policy);
    }

    /** @return a client's verifier of the bus */
    public SealVerifier clientVerifier() {
        return SealVerifier.pinned(List.of(bus.certificate()));
    }

    /** @return a generated message in an envelope, sealed at {@link #NOW} */
    public byte[] sealed(Object message, SigningKey key) {
        return sealed(message, key, SoapVersion.SOAP_11, NOW);
    }

    public byte[] sealed(Object message, SigningKey key, SoapVersion version, Instant at) {
        return new SealSigner()
                .seal(SoapEnvelopes.wrap(TYPES.write(message, SoapEnvelopes.newDocument()), version), key, at, LIFE);
    }

    public Envelope read(byte[] bytes) {
        return READER.read(bytes, SoapVersion.SOAP_11);
    }

    public SealedMessage verify(byte[] bytes) {
        return verifier().verify(read(bytes), NOW, Freshness.REQUIRED);
    }
}
