package org.lienthong.message.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.seal.Toolkit.How;
import org.lienthong.message.wire.Envelope;

/** Created 05:00:00, Expires 05:05:00, skew 300 s, unless a test says otherwise. */
class SealVerifierJudgesTimeTest {

    private final SealFixtures fixtures = new SealFixtures();
    private final Letter letter = Letter.by(fixtures.vpcp());

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T04:54:59.999Z,false",
        "2026-11-24T04:55:00Z,true",
        "2026-11-24T05:10:00Z,true",
        "2026-11-24T05:10:00.001Z,false"
    })
    void takesSkewToTheSecond(Instant receivedAt, boolean fresh) {
        Envelope envelope = envelope(letter);
        if (fresh) {
            assertThat(fixtures.verifier()
                            .verify(envelope, receivedAt, Freshness.REQUIRED)
                            .system())
                    .isEqualTo(SealFixtures.VPCP);
        } else {
            assertThat(refusal(envelope, receivedAt, fixtures.verifier()).code())
                    .isEqualTo(RefusalCode.CLOCK_SKEW);
        }
    }

    @Test
    void tellsBusTimeAndOffset() {
        Refusal refusal = refusal(envelope(letter), Instant.parse("2026-11-24T04:50:00Z"), fixtures.verifier());
        assertThat(refusal.facts())
                .containsEntry("busTime", "2026-11-24T04:50:00Z")
                .containsEntry("created", "2026-11-24T05:00:00Z")
                .containsEntry("offset", "600")
                .containsEntry("allowed", "300");
    }

    @Test
    void widensSkewForOneSystemOnly() {
        SealPolicy policy = new SealPolicy(
                SealPolicy.SKEW,
                Map.of(SealFixtures.VPCP, Duration.ofMinutes(15)),
                Duration.ofDays(1),
                Map.of(),
                Set.of());
        SealVerifier verifier = fixtures.verifier(policy, fixtures.authority().certificate());
        Instant early = Instant.parse("2026-11-24T04:46:00Z");
        assertThat(verifier.verify(envelope(letter), early, Freshness.REQUIRED).clockOffset())
                .isEqualTo(Duration.ofMinutes(14));
        Letter other = Letter.by(fixtures.hcmc());
        Envelope fromHcmc = fixtures.read(Toolkit.utf8(Toolkit.sign(
                other.toString(),
                fixtures.hcmc(),
                How.standard().method("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"))));
        assertThat(refusal(fromHcmc, early, verifier).code()).isEqualTo(RefusalCode.CLOCK_SKEW);
    }

    @Test
    void toleratesAnyClockWhenFreshnessIsNotAskedFor() {
        Instant decadesLater = SealFixtures.NOW.plus(Duration.ofDays(20));
        fixtures.shelve(
                fixtures.authority(), fixtures.authority().crl(decadesLater, decadesLater.plus(Duration.ofDays(1))));
        SealedMessage message = fixtures.verifier().verify(envelope(letter), decadesLater, Freshness.ANY);
        assertThat(message.clockOffset()).isEqualTo(Duration.ofDays(-20));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T05:00:00Z,2026-11-24T05:10:00.001Z",
        "2026-11-24T05:00:00Z,2027-11-24T05:00:00Z",
        "2026-11-24T05:00:00Z,2026-11-24T05:00:00Z",
        "2026-11-24T05:00:00Z,2026-11-24T04:59:00Z",
        "2026-11-24T05:00:00,2026-11-24T05:05:00",
        "2026-11-24T05:00Z,2026-11-24T05:05Z",
        "2026-11-24 05:00:00Z,2026-11-24T05:05:00Z",
        "2026-13-24T05:00:00Z,2026-11-24T05:05:00Z",
        "2026-11-24T05:00:00.1234567891Z,2026-11-24T05:05:00Z",
        "now,later"
    })
    void refusesTimestampsThatAreNotTimesOrTooLong(String created, String expires) {
        Envelope envelope = envelope(letter.dated(created, expires));
        assertThat(refusal(envelope, SealFixtures.NOW, fixtures.verifier()).code())
                .isEqualTo(RefusalCode.TIMESTAMP_REFUSED);
    }

    @Test
    void refusesMissingOrRepeatedTimes() {
        String created = "<wsu:Created>2026-11-24T05:00:00.000Z</wsu:Created>";
        String expires = "<wsu:Expires>2026-11-24T05:05:00.000Z</wsu:Expires>";
        for (String change : new String[] {created, expires}) {
            Letter without = letter.security(letter.security().replace(change, ""));
            assertThat(refusal(envelope(without), SealFixtures.NOW, fixtures.verifier())
                            .code())
                    .isEqualTo(RefusalCode.TIMESTAMP_REFUSED);
            Letter twice = letter.security(letter.security().replace(change, change + change));
            assertThat(refusal(envelope(twice), SealFixtures.NOW, fixtures.verifier())
                            .code())
                    .isEqualTo(RefusalCode.TIMESTAMP_REFUSED);
        }
    }

    @Test
    void judgesSignatureBeforeTime() {
        String stale = Toolkit.sign(
                letter.dated("2020-11-24T05:00:00Z", "2020-11-24T05:05:00Z").toString(),
                fixtures.vpcp(),
                How.standard());
        Envelope tampered = fixtures.read(Toolkit.utf8(stale.replace("r-1", "r-2")));
        assertThat(refusal(tampered, SealFixtures.NOW, fixtures.verifier()).code())
                .isEqualTo(RefusalCode.SIGNATURE_INVALID);
        assertThat(refusal(fixtures.read(Toolkit.utf8(stale)), SealFixtures.NOW, fixtures.verifier())
                        .code())
                .isEqualTo(RefusalCode.CLOCK_SKEW);
    }

    private Envelope envelope(Letter dated) {
        return fixtures.read(Toolkit.utf8(Toolkit.sign(dated.toString(), fixtures.vpcp(), How.standard())));
    }

    private static Refusal refusal(Envelope envelope, Instant receivedAt, SealVerifier verifier) {
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> verifier.verify(envelope, receivedAt, Freshness.REQUIRED));
        assertThat(refused).isNotNull();
        return refused.refusal();
    }
}
