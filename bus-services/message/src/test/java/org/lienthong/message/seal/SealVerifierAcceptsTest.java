package org.lienthong.message.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.xml.crypto.dsig.spec.RSAPSSParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.seal.Toolkit.How;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.SoapVersion;

/** What honest toolkits send. */
class SealVerifierAcceptsTest {

    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#";

    private final SealFixtures fixtures = new SealFixtures();
    private final SigningKey vpcp = fixtures.vpcp();

    @ParameterizedTest
    @ValueSource(strings = {"rsa-sha256", "rsa-sha384", "rsa-sha512"})
    void acceptsRsa(String method) {
        assertAccepted(Letter.by(vpcp), How.standard().method(MORE + method));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256-rsa-MGF1", "sha384-rsa-MGF1", "sha512-rsa-MGF1"})
    void acceptsRsaPssByName(String method) {
        assertAccepted(Letter.by(vpcp), How.standard().method(MORE_2007 + method));
    }

    @Test
    void acceptsRsaPssWithItsDefaults() {
        assertAccepted(Letter.by(vpcp), How.standard().method(MORE_2007 + "rsa-pss"));
    }

    @ParameterizedTest
    @CsvSource({"SHA-256,32", "SHA-384,48", "SHA-512,64"})
    void acceptsRsaPssWithParametersWrittenOut(String digest, int salt) {
        RSAPSSParameterSpec parameters =
                new RSAPSSParameterSpec(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1));
        assertAccepted(Letter.by(vpcp), How.standard().method(MORE_2007 + "rsa-pss", parameters));
    }

    @ParameterizedTest
    @CsvSource({"secp256r1,ecdsa-sha256", "secp256r1,ecdsa-sha384", "secp384r1,ecdsa-sha256", "secp384r1,ecdsa-sha384"})
    void acceptsEcdsa(String curve, String method) {
        SigningKey key = fixtures.authority().issue("EC agency", TestAuthority.ec(curve));
        fixtures.register(key, SealFixtures.VPCP);
        assertAccepted(Letter.by(key), How.standard().method(MORE + method), key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2001/04/xmlenc#sha256",
                "http://www.w3.org/2001/04/xmldsig-more#sha384",
                "http://www.w3.org/2001/04/xmlenc#sha512"
            })
    void acceptsDigests(String digest) {
        assertAccepted(Letter.by(vpcp), How.standard().digest(digest));
    }

    @Test
    void acceptsInclusiveNamespaces() {
        assertAccepted(Letter.by(vpcp), How.standard().inclusive("s", "wsu", "wsse"));
    }

    @Test
    void acceptsWcfStyleWithTokenAndHeadersSignedToo() {
        Letter letter = Letter.by(vpcp)
                .headers(
                        "<a:Action xmlns:a=\"http://www.w3.org/2005/08/addressing\" wsu:Id=\"H1\" s:mustUnderstand=\"1\">"
                                + "urn:lienthong:exchange:1/CheckConnection</a:Action>"
                                + "<a:MessageID xmlns:a=\"http://www.w3.org/2005/08/addressing\" wsu:Id=\"H2\">urn:uuid:1</a:MessageID>");
        assertAccepted(letter, How.standard().signing("#H1", "#H2", "#X", "#T", "#B"));
    }

    @Test
    void acceptsTwelveReferences() {
        StringBuilder headers = new StringBuilder();
        String[] uris = new String[12];
        for (int i = 0; i < 10; i++) {
            headers.append("<h:n")
                    .append(i)
                    .append(" xmlns:h=\"urn:h\" wsu:Id=\"H")
                    .append(i)
                    .append("\"/>");
            uris[i] = "#H" + i;
        }
        uris[10] = "#B";
        uris[11] = "#T";
        assertAccepted(
                Letter.by(vpcp).headers(headers.toString()), How.standard().signing(uris));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<signature/>TX", "X<signature/>T", "T<signature/>X", "<signature/>XT", "TX<signature/>"})
    void acceptsAnyOrderInTheSecurityHeader(String order) {
        String security =
                order.replace("X", "{x}").replace("T", Letter.TIMESTAMP).replace("{x}", Toolkit.token(vpcp));
        assertAccepted(Letter.by(vpcp).security(security), How.standard());
    }

    @Test
    void acceptsSoap12() {
        Letter letter = Letter.by(vpcp).version(SoapVersion.SOAP_12);
        byte[] bytes = Toolkit.utf8(Toolkit.sign(letter.toString(), vpcp, How.standard()));
        SealedMessage message = fixtures.verifier()
                .verify(new EnvelopeReader().read(bytes, SoapVersion.SOAP_12), SealFixtures.NOW, Freshness.REQUIRED);
        assertThat(message.system()).isEqualTo(SealFixtures.VPCP);
    }

    @Test
    void acceptsLineBreaksInBase64AndSpaceBetweenElements() {
        String signed = Toolkit.sign(Letter.by(vpcp).toString(), vpcp, How.standard());
        String spaced = signed.replace("<wsse:BinarySecurityToken", "\r\n\t<wsse:BinarySecurityToken")
                .replace("MII", "M\r\nI I")
                .replace("<wsse:Reference", "\n<wsse:Reference");
        assertThat(fixtures.verify(Toolkit.utf8(spaced)).system()).isEqualTo(SealFixtures.VPCP);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T05:00:00Z,2026-11-24T05:05:00Z",
        "2026-11-24T12:00:00.1234567+07:00,2026-11-24T12:05:00.1234567+07:00",
        "2026-11-24T05:00:00.123456789Z,2026-11-24T05:10:00.123456789Z",
        "2026-11-23T22:00:00.1-07:00,2026-11-24T05:05:00.1Z"
    })
    void acceptsTimesOfAnyPrecisionAndOffset(String created, String expires) {
        assertAccepted(Letter.by(vpcp).dated(created, expires), How.standard());
    }

    @Test
    void toldSystemSignerTimesAndListBehindTheVerdict() {
        SealedMessage message =
                fixtures.verify(Toolkit.utf8(Toolkit.sign(Letter.by(vpcp).toString(), vpcp, How.standard())));

        assertThat(message.system()).isEqualTo(new SystemId("vpcp"));
        assertThat(message.signer()).isEqualTo(vpcp.certificate());
        assertThat(message.signerSpkiSha256()).isEqualTo(vpcp.spkiSha256());
        assertThat(message.created()).isEqualTo("2026-11-24T05:00:00Z");
        assertThat(message.expires()).isEqualTo("2026-11-24T05:05:00Z");
        assertThat(message.clockOffset()).isZero();
        assertThat(message.provenance()).isEqualTo(Provenance.SIGNED_BY_SENDER);
        assertThat(message.revocation()).singleElement().satisfies(used -> {
            assertThat(used.crlSha256())
                    .isEqualTo(fixtures.revocationLists()
                            .newest(fixtures.authority().certificate())
                            .orElseThrow()
                            .sha256());
            assertThat(used.age()).hasDays(1);
            assertThat(used.inGrace()).isFalse();
        });
    }

    private void assertAccepted(Letter letter, How how) {
        assertAccepted(letter, how, vpcp);
    }

    private void assertAccepted(Letter letter, How how, SigningKey key) {
        byte[] bytes = Toolkit.utf8(Toolkit.sign(letter.toString(), key, how));
        SealedMessage message = fixtures.verify(bytes);
        assertThat(message.system()).isEqualTo(SealFixtures.VPCP);
        assertThat(message.envelope().operationName().getLocalPart()).isEqualTo("CheckConnection");
    }
}
