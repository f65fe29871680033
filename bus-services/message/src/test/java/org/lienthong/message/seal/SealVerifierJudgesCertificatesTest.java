package org.lienthong.message.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.seal.TestAuthority.Order;
import org.lienthong.message.seal.Toolkit.How;
import org.lienthong.message.wire.Envelope;

/** Whose key it is, whether it may be one, who vouches for it, and whether that was taken back. */
class SealVerifierJudgesCertificatesTest {

    private static final KeyPair KEYS = TestAuthority.rsa(2048);

    private final SealFixtures fixtures = new SealFixtures();
    private final TestAuthority authority = fixtures.authority();

    @Test
    void refusesUnknownKeyNamingItsFingerprintWithoutAnySignatureCheck() {
        SigningKey stranger = authority.issue("Stranger", KEYS);
        String signed = Toolkit.sign(Letter.by(stranger).toString(), fixtures.vpcp(), How.standard());
        RefusedException refused = refusal(signed, fixtures.verifier());
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.CERTIFICATE_UNKNOWN);
        assertThat(refused.refusal().facts())
                .containsEntry("fingerprint", stranger.spkiSha256().toString());
    }

    @Test
    void asksTheRegisterOnceAndOnlyForWellBuiltMessages() {
        AtomicInteger asked = new AtomicInteger();
        SealVerifier counting = new SealVerifier(
                spki -> {
                    asked.incrementAndGet();
                    return Optional.empty();
                },
                TrustAnchors.of(List.of(authority.certificate()), true),
                fixtures.revocationLists(),
                fixtures.policy());
        String signed = Toolkit.sign(Letter.by(fixtures.vpcp()).toString(), fixtures.vpcp(), How.standard());
        refusal(signed.replace("rsa-sha256", "rsa-sha1"), counting);
        assertThat(asked).hasValue(0);
        refusal(signed, counting);
        assertThat(asked).hasValue(1);
    }

    @Test
    void refusesExpiredAndNotYetValid() {
        assertRefused(
                Order.AGENCY.between(
                        SealFixtures.NOW.minus(Duration.ofDays(9)), SealFixtures.NOW.minus(Duration.ofSeconds(1))),
                RefusalCode.CERTIFICATE_REFUSED);
        assertRefused(
                Order.AGENCY.between(
                        SealFixtures.NOW.plus(Duration.ofSeconds(1)), SealFixtures.NOW.plus(Duration.ofDays(9))),
                RefusalCode.CERTIFICATE_REFUSED);
    }

    @Test
    void refusesKeyUsageWithoutDigitalSignatureAndNoneAtAll() {
        assertRefused(Order.AGENCY.usage(KeyUsage.keyEncipherment), RefusalCode.CERTIFICATE_REFUSED);
        assertRefused(Order.AGENCY.usage(KeyUsage.nonRepudiation), RefusalCode.CERTIFICATE_REFUSED);
        assertRefused(Order.AGENCY.usage(0), RefusalCode.CERTIFICATE_REFUSED);
    }

    @Test
    void refusesCertificateOfAnAuthorityAsSigner() {
        Order order = new Order(
                KeyUsage.digitalSignature | KeyUsage.keyCertSign,
                true,
                false,
                Order.AGENCY.notBefore(),
                Order.AGENCY.notAfter());
        assertRefused(order, RefusalCode.CERTIFICATE_REFUSED);
    }

    @Test
    void refusesShortRsaKey() {
        SigningKey shortKey = authority.issue("Short", TestAuthority.rsa(1024));
        fixtures.register(shortKey, SealFixtures.VPCP);
        assertThat(refusal(signed(shortKey), fixtures.verifier()).refusal().code())
                .isEqualTo(RefusalCode.ALGORITHM_REFUSED);
    }

    @Test
    void refusesForeignCurve() {
        SigningKey foreign = authority.issue("P-521", TestAuthority.ec("secp521r1"));
        fixtures.register(foreign, SealFixtures.VPCP);
        String signed = Toolkit.sign(
                Letter.by(foreign).toString(),
                foreign,
                How.standard().method("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"));
        assertThat(refusal(signed, fixtures.verifier()).refusal().code()).isEqualTo(RefusalCode.ALGORITHM_REFUSED);
    }

    @Test
    void refusesTheBusOwnKeyEvenIfRegistered() {
        fixtures.register(fixtures.bus(), SealFixtures.VPCP);
        assertThat(refusal(signed(fixtures.bus()), fixtures.verifier())
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.CERTIFICATE_REFUSED);
    }

    @Test
    void refusesSwappedToken() {
        String signed = signed(fixtures.vpcp());
        SigningKey other = authority.issue("Other", KEYS);
        fixtures.register(other, SealFixtures.HCMC);
        String swapped = signed.replace(content(fixtures.vpcp()), content(other));
        assertThat(swapped).isNotEqualTo(signed);
        assertThat(refusal(swapped, fixtures.verifier()).refusal().code()).isEqualTo(RefusalCode.SIGNATURE_INVALID);
    }

    @Test
    void refusesSameKeyCertifiedByAnotherAuthorityOfTheSameName() {
        TestAuthority impostor = TestAuthority.root(
                authority.certificate().getSubjectX500Principal().getName().substring(3));
        SigningKey forged = impostor.issue("VPCP", KEYS);
        fixtures.register(forged, SealFixtures.VPCP);
        fixtures.shelve(impostor, impostor.crl(SealFixtures.NOW, SealFixtures.NOW.plus(Duration.ofDays(1))));
        assertThat(impostor.certificate().getSubjectX500Principal())
                .isEqualTo(authority.certificate().getSubjectX500Principal());
        assertThat(refusal(signed(forged), fixtures.verifier()).refusal().code())
                .isEqualTo(RefusalCode.CERTIFICATE_REFUSED);
    }

    @Test
    void acceptsChainThroughIntermediateAndNamesBothLists() {
        TestAuthority between = authority.subordinate("Between");
        SigningKey key = between.issue("Agency", KEYS);
        fixtures.register(key, SealFixtures.VPCP);
        fixtures.shelve(between, between.crl(SealFixtures.NOW, SealFixtures.NOW.plus(Duration.ofDays(1))));
        SealVerifier verifier = fixtures.verifier(fixtures.policy(), authority.certificate(), between.certificate());

        SealedMessage message =
                verifier.verify(fixtures.read(Toolkit.utf8(signed(key))), SealFixtures.NOW, Freshness.REQUIRED);

        assertThat(message.chain()).containsExactly(key.certificate(), between.certificate());
        assertThat(message.revocation()).hasSize(2);
        fixtures.shelve(
                authority,
                authority.crl(SealFixtures.NOW, SealFixtures.NOW.plus(Duration.ofDays(1)), between.certificate()));
        assertThat(refusal(signed(key), verifier).refusal().code()).isEqualTo(RefusalCode.CERTIFICATE_REVOKED);
    }

    @Test
    void refusesCertificateSignedWithSha1() {
        SigningKey weak = authority.issue("Weak", KEYS, Order.AGENCY, "SHA1");
        fixtures.register(weak, SealFixtures.VPCP);
        assertThat(refusal(signed(weak), fixtures.verifier()).refusal().code())
                .isEqualTo(RefusalCode.CERTIFICATE_REFUSED);
    }

    @Test
    void refusesAuthorityWithShortKeyAndAuthorityThatHasExpired() {
        TestAuthority shortKey = TestAuthority.root("Short", Order.AUTHORITY, TestAuthority.rsa(1024));
        TestAuthority expired = TestAuthority.root(
                "Expired",
                Order.AUTHORITY.between(
                        SealFixtures.NOW.minus(Duration.ofDays(9)), SealFixtures.NOW.minus(Duration.ofSeconds(1))));
        for (TestAuthority unfit : List.of(shortKey, expired)) {
            SigningKey key = unfit.issue("Agency", KEYS);
            fixtures.register(key, SealFixtures.VPCP);
            fixtures.shelve(unfit, unfit.crl(SealFixtures.NOW, SealFixtures.NOW.plus(Duration.ofDays(1))));
            SealVerifier verifier = fixtures.verifier(fixtures.policy(), unfit.certificate());
            assertThat(refusal(signed(key), verifier).refusal().code()).isEqualTo(RefusalCode.CERTIFICATE_REFUSED);
        }
    }

    @Test
    void refusesRevokedNamingSerialAndDate() {
        fixtures.shelve(
                authority,
                authority.crl(
                        SealFixtures.NOW.minus(Duration.ofHours(1)),
                        SealFixtures.NOW.plus(Duration.ofDays(1)),
                        fixtures.vpcp().certificate()));
        RefusedException refused = refusal(signed(fixtures.vpcp()), fixtures.verifier());
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.CERTIFICATE_REVOKED);
        assertThat(refused.refusal().facts())
                .containsEntry(
                        "serial",
                        fixtures.vpcp().certificate().getSerialNumber().toString(16))
                .containsEntry("date", "2026-11-24T04:00:00Z");
    }

    @Test
    void acceptsWhatWasSignedBeforeItsRevocation() {
        fixtures.shelve(
                authority,
                authority.crl(
                        SealFixtures.NOW.plus(Duration.ofHours(1)),
                        SealFixtures.NOW.plus(Duration.ofDays(1)),
                        fixtures.vpcp().certificate()));
        assertThat(fixtures.verify(Toolkit.utf8(signed(fixtures.vpcp()))).system())
                .isEqualTo(SealFixtures.VPCP);
    }

    @Test
    void refusesWithoutListAndAfterGraceAndCountsListWithinGrace() {
        fixtures.unshelve(authority);
        assertThat(refusal(signed(fixtures.vpcp()), fixtures.verifier())
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.REVOCATION_UNKNOWN);

        fixtures.shelve(
                authority,
                authority.crl(
                        SealFixtures.NOW.minus(Duration.ofDays(3)), SealFixtures.NOW.minus(Duration.ofHours(25))));
        assertThat(refusal(signed(fixtures.vpcp()), fixtures.verifier())
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.REVOCATION_UNKNOWN);

        SealPolicy patient = new SealPolicy(
                SealPolicy.SKEW,
                Map.of(),
                Duration.ofDays(1),
                Map.of(authority.certificate().getSubjectX500Principal(), Duration.ofDays(2)),
                Set.of());
        SealedMessage message = fixtures.verifier(patient, authority.certificate())
                .verify(fixtures.read(Toolkit.utf8(signed(fixtures.vpcp()))), SealFixtures.NOW, Freshness.REQUIRED);
        assertThat(message.revocation()).singleElement().matches(RevocationUsed::inGrace);
    }

    @Test
    void tellsPresentedKeyOfRefusedMessages() {
        Envelope tampered = fixtures.read(Toolkit.utf8(signed(fixtures.vpcp()).replace("r-1", "r-2")));
        assertThat(fixtures.verifier().presentedKey(tampered)).contains(new RegisteredKey(SealFixtures.VPCP));
        Envelope stranger = fixtures.read(Toolkit.utf8(signed(authority.issue("Stranger", KEYS))));
        assertThat(fixtures.verifier().presentedKey(stranger)).isEmpty();
        Envelope garbage =
                fixtures.read(Toolkit.utf8(signed(fixtures.vpcp()).replace(content(fixtures.vpcp()), "AAAA")));
        assertThat(fixtures.verifier().presentedKey(garbage)).isEmpty();
        assertThat(refusal(signed(fixtures.vpcp()).replace(content(fixtures.vpcp()), "AAAA"), fixtures.verifier())
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.CERTIFICATE_REFUSED);
    }

    @Test
    void refusesBytesAfterTheCertificate() {
        String signed = signed(fixtures.vpcp());
        byte[] longer = Arrays.copyOf(
                Base64.getDecoder().decode(content(fixtures.vpcp())),
                Base64.getDecoder().decode(content(fixtures.vpcp())).length + 1);
        String padded =
                signed.replace(content(fixtures.vpcp()), Base64.getEncoder().encodeToString(longer));
        assertThat(refusal(padded, fixtures.verifier()).refusal().code()).isEqualTo(RefusalCode.CERTIFICATE_REFUSED);
    }

    @Test
    void trustsNoSandboxAuthorityWhereItIsNotAllowed() {
        TestAuthority sandbox = TestAuthority.root("Sandbox", Order.AUTHORITY.marked());
        assertThat(TrustAnchors.of(List.of(sandbox.certificate()), true).anchors())
                .hasSize(1);
        assertThatThrownBy(() -> TrustAnchors.of(List.of(sandbox.certificate()), false))
                .hasMessageContaining("sandbox");
        assertThatThrownBy(() -> TrustAnchors.of(List.of(fixtures.vpcp().certificate()), true))
                .hasMessageContaining("not the certificate of an authority");
    }

    private void assertRefused(Order order, RefusalCode code) {
        SigningKey key = authority.issue("Odd", KEYS, order);
        fixtures.register(key, SealFixtures.VPCP);
        assertThat(refusal(signed(key), fixtures.verifier()).refusal().code()).isEqualTo(code);
    }

    private static String signed(SigningKey key) {
        return Toolkit.sign(Letter.by(key).toString(), key, How.standard());
    }

    private static String content(SigningKey key) {
        String token = Toolkit.token(key);
        return token.substring(token.indexOf('>') + 1, token.lastIndexOf('<'));
    }

    private RefusedException refusal(String xml, SealVerifier verifier) {
        Envelope envelope = fixtures.read(Toolkit.utf8(xml));
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> verifier.verify(envelope, SealFixtures.NOW, Freshness.REQUIRED));
        assertThat(refused).as(xml).isNotNull();
        return refused;
    }
}
