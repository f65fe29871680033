package org.lienthong.message.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.seal.Toolkit.How;

/** Signatures that a lenient service takes: tampered, wrapped, uncovered, by other algorithms, transformed, from elsewhere. */
class SealVerifierRefusesTest {

    private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String PSS = "http://www.w3.org/2007/05/xmldsig-more#";
    private static final String FORGED = "<m:CheckConnection xmlns:m=\"urn:lienthong:exchange:1\"/>";

    private final SealFixtures fixtures = new SealFixtures();
    private final SigningKey vpcp = fixtures.vpcp();
    private final Letter letter = Letter.by(vpcp);

    @ParameterizedTest
    @CsvSource({
        "r-1,r-2,SIGNATURE_INVALID",
        "05:05:00,05:06:00,SIGNATURE_INVALID",
        "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\",Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha512\",SIGNATURE_INVALID",
        "rsa-sha256,rsa-sha512,SIGNATURE_INVALID",
        "rsa-sha256,ecdsa-sha256,ALGORITHM_REFUSED"
    })
    void refusesTampering(String was, String is, RefusalCode code) {
        String signed = signed(letter, How.standard());
        assertThat(signed).contains(was);
        assertRefused(signed.replace(was, is), code);
    }

    @Test
    void refusesTamperingInsideBodyByAttribute() {
        String signed = signed(letter, How.standard());
        assertRefused(signed.replace("<m:RequestContext>", "<m:RequestContext a=\"\">"), RefusalCode.SIGNATURE_INVALID);
    }

    @Test
    void refusesSignatureStripped() {
        String signed = signed(letter, How.standard());
        int from = signed.indexOf("<ds:Signature ");
        String end = "</ds:Signature>";
        assertRefused(
                signed.substring(0, from) + signed.substring(signed.indexOf(end) + end.length()),
                RefusalCode.NOT_SIGNED);
    }

    @Test
    void refusesMessageWithoutSecurityHeader() {
        String signed = signed(letter, How.standard());
        assertRefused(signed.replaceAll("(?s)<s:Header>.*</s:Header>", "<s:Header/>"), RefusalCode.NOT_SIGNED);
        assertRefused(signed.replaceAll("(?s)<s:Header>.*</s:Header>", ""), RefusalCode.NOT_SIGNED);
    }

    @Test
    void refusesSecurityHeaderForAnother() {
        String signed = signed(letter, How.standard());
        assertRefused(
                signed.replace("s:mustUnderstand=\"1\"", "s:mustUnderstand=\"1\" s:actor=\"urn:another\""),
                RefusalCode.NOT_SIGNED);
    }

    @Test
    void refusesTwoOfAnything() {
        String second = "<wsse:Security>" + Toolkit.token(vpcp).replace("\"X\"", "\"X2\"") + "</wsse:Security>";
        assertRefused(signed(letter.headers(second), How.standard()), RefusalCode.MALFORMED);
        String security = letter.security();
        String token = Toolkit.token(vpcp);
        assertRefused(
                signed(letter.security(token.replace("\"X\"", "\"X2\"") + security), How.standard()),
                RefusalCode.MALFORMED);
        assertRefused(
                signed(letter.security(Letter.TIMESTAMP.replace("\"T\"", "\"T2\"") + security), How.standard()),
                RefusalCode.MALFORMED);
        String once = signed(letter, How.standard());
        String signature = once.substring(
                once.indexOf("<ds:Signature "), once.indexOf("</ds:Signature>") + "</ds:Signature>".length());
        assertRefused(once.replace(signature, signature + signature), RefusalCode.MALFORMED);
    }

    @Test
    void refusesOtherTokensInSecurityHeader() {
        String user = "<wsse:UsernameToken><wsse:Username>u</wsse:Username></wsse:UsernameToken>";
        assertRefused(signed(letter.security(user + letter.security()), How.standard()), RefusalCode.MALFORMED);
    }

    @Test
    void refusesUncoveredBodyAndUncoveredTimestamp() {
        assertRefused(signed(letter, How.standard().signing("#T")), RefusalCode.PART_UNCOVERED);
        assertRefused(signed(letter, How.standard().signing("#B")), RefusalCode.PART_UNCOVERED);
        assertRefused(signed(letter, How.standard().signing("#X", "#B")), RefusalCode.PART_UNCOVERED);
    }

    @Test
    void refusesMissingTimestamp() {
        Letter without = letter.security(Toolkit.token(vpcp) + "<signature/>");
        assertRefused(signed(without, How.standard().signing("#B")), RefusalCode.PART_UNCOVERED);
    }

    @Test
    void refusesSignedTimestampMovedAwayAndFreshOnePutInItsPlace() {
        String signed = signed(letter, How.standard());
        String stale = signed.substring(
                signed.indexOf("<wsu:Timestamp"), signed.indexOf("</wsu:Timestamp>") + "</wsu:Timestamp>".length());
        String fresh = stale.replace("\"T\"", "\"T2\"").replace("05:0", "06:0");
        String moved = signed.replace(stale, fresh).replace("<s:Header>", "<s:Header>" + stale);
        assertRefused(moved, RefusalCode.PART_UNCOVERED);
        String deeper =
                signed.replace(stale, fresh).replace("<s:Header>", "<s:Header><w xmlns=\"urn:w\">" + stale + "</w>");
        assertRefused(deeper, RefusalCode.SIGNATURE_INVALID);
        assertRefused(
                signed.replace(stale, fresh.replace("\"T2\"", "\"T\"") + "<w>" + stale + "</w>"),
                RefusalCode.MALFORMED);
    }

    @Test
    void refusesReferencesToAnythingDeeperOrElsewhere() {
        Letter inBody = new Letter(
                letter.version(),
                "",
                letter.security(),
                Letter.OPERATION.replace("<m:RequestContext>", "<m:RequestContext wsu:Id=\"C\">"));
        assertRefused(signed(inBody, How.standard().signing("#B", "#T", "#C")), RefusalCode.SIGNATURE_INVALID);
        Letter inHeader = letter.headers("<h xmlns=\"urn:h\"><i wsu:Id=\"C\"/></h>");
        assertRefused(signed(inHeader, How.standard().signing("#B", "#T", "#C")), RefusalCode.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#xpointer(/)", "#xpointer(id('B'))"})
    void refusesReferencesThatAreNoId(String uri) {
        How how = How.standard().signing("#B", "#T", uri);
        assertRefused(
                signed(letter, uri.isEmpty() ? how.transforms(Wss.EXCLUSIVE) : how), RefusalCode.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9/x", "file:///etc/passwd", "cid:a@b", "#nowhere", "#"})
    void refusesReferencesToElsewhere(String uri) {
        String signed = signed(letter, How.standard());
        assertRefused(signed.replace("URI=\"#B\"", "URI=\"" + uri + "\""), RefusalCode.SIGNATURE_INVALID);
    }

    @Test
    void refusesThirteenReferencesAndTheSameTwice() {
        StringBuilder headers = new StringBuilder();
        String[] uris = new String[13];
        for (int i = 0; i < 11; i++) {
            headers.append("<h xmlns=\"urn:h\" wsu:Id=\"H").append(i).append("\"/>");
            uris[i] = "#H" + i;
        }
        uris[11] = "#B";
        uris[12] = "#T";
        assertRefused(
                signed(letter.headers(headers.toString()), How.standard().signing(uris)),
                RefusalCode.SIGNATURE_INVALID);
        assertRefused(signed(letter, How.standard().signing("#B", "#T", "#B")), RefusalCode.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DSIG + "rsa-sha1",
                DSIG + "dsa-sha1",
                DSIG + "hmac-sha1",
                MORE + "hmac-sha256",
                MORE + "rsa-md5",
                MORE + "ecdsa-sha1",
                "http://www.w3.org/2007/05/xmldsig-more#sha1-rsa-MGF1",
                "",
                "urn:none"
            })
    void refusesSignatureMethods(String method) {
        String signed = signed(letter, How.standard());
        assertRefused(signed.replace(Toolkit.RSA_SHA256, method), RefusalCode.ALGORITHM_REFUSED);
    }

    @Test
    void refusesHmacKeyedWithThePublicKey() {
        byte[] known = vpcp.certificate().getPublicKey().getEncoded();
        String signed = Toolkit.sign(
                letter.toString(),
                new SecretKeySpec(known, "HmacSHA256"),
                How.standard().method(MORE + "hmac-sha256"));
        assertRefused(signed, RefusalCode.ALGORITHM_REFUSED);
    }

    @Test
    void refusesRealSha1SignatureAndDigest() {
        assertRefused(signed(letter, How.standard().method(DSIG + "rsa-sha1")), RefusalCode.ALGORITHM_REFUSED);
        assertRefused(signed(letter, How.standard().digest(DSIG + "sha1")), RefusalCode.ALGORITHM_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<DigestMethod Algorithm='http://www.w3.org/2000/09/xmldsig#sha1'/>",
                "<MaskGenerationFunction Algorithm='http://www.w3.org/2007/05/xmldsig-more#MGF1'>"
                        + "<DigestMethod Algorithm='http://www.w3.org/2000/09/xmldsig#sha1'/></MaskGenerationFunction>",
                "<MaskGenerationFunction Algorithm='http://www.w3.org/2007/05/xmldsig-more#MGF1'>"
                        + "<DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha512'/></MaskGenerationFunction>",
                "<MaskGenerationFunction Algorithm='urn:other'/>",
                "<SaltLength>0</SaltLength>",
                "<SaltLength>31</SaltLength>",
                "<SaltLength>-32</SaltLength>",
                "<TrailerField>2</TrailerField>",
                "<Other/>"
            })
    void refusesWeakPssParameters(String parameter) {
        String signed = signed(letter, How.standard());
        String method = "<ds:SignatureMethod Algorithm=\"" + Toolkit.RSA_SHA256 + "\"/>";
        assertThat(signed).contains(method);
        String weak = "<ds:SignatureMethod Algorithm=\"" + PSS + "rsa-pss\"><RSAPSSParams xmlns=\"" + PSS + "\">"
                + parameter + "</RSAPSSParams></ds:SignatureMethod>";
        assertRefused(signed.replace(method, weak), RefusalCode.ALGORITHM_REFUSED);
    }

    @Test
    void refusesSignatureMethodParameters() {
        String signed = signed(letter, How.standard());
        assertRefused(
                signed.replace(
                        "rsa-sha256\"/>",
                        "rsa-sha256\"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>"),
                RefusalCode.ALGORITHM_REFUSED);
    }

    @Test
    void refusesDigestMethodParameters() {
        String signed = signed(letter, How.standard());
        String method = "<ds:DigestMethod Algorithm=\"" + Toolkit.SHA256 + "\"/>";
        assertThat(signed).contains(method);
        String more = method.replace("/>", "><ds:More/></ds:DigestMethod>");
        assertRefused(signed.replace(method, more), RefusalCode.ALGORITHM_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
                "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
                "http://www.w3.org/2006/12/xml-c14n11"
            })
    void refusesOtherCanonicalizations(String uri) {
        assertRefused(signed(letter, How.standard().c14n(uri)), RefusalCode.ALGORITHM_REFUSED);
        assertRefused(signed(letter, How.standard().transforms(uri)), RefusalCode.ALGORITHM_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<t Algorithm='http://www.w3.org/TR/1999/REC-xpath-19991116'><XPath xmlns='http://www.w3.org/2000/09/xmldsig#'>true()</XPath></t>",
                "<t Algorithm='http://www.w3.org/2002/06/xmldsig-filter2'><XPath xmlns='http://www.w3.org/2002/06/xmldsig-filter2' Filter='intersect'>/</XPath></t>"
            })
    void refusesXPath(String transform) {
        assertRefused(
                signed(letter, How.standard().transforms(transform, Wss.EXCLUSIVE)), RefusalCode.ALGORITHM_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
                "http://www.w3.org/TR/1999/REC-xslt-19991116",
                "http://www.w3.org/2000/09/xmldsig#base64",
                "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform"
            })
    void refusesTransforms(String uri) {
        String signed = signed(letter, How.standard());
        String transform = "<ds:Transform Algorithm=\"" + Wss.EXCLUSIVE + "\"/>";
        assertThat(signed).contains(transform);
        assertRefused(signed.replace(transform, transform.replace(Wss.EXCLUSIVE, uri)), RefusalCode.ALGORITHM_REFUSED);
        assertRefused(
                signed.replace(transform, transform.replace(Wss.EXCLUSIVE, uri) + transform),
                RefusalCode.ALGORITHM_REFUSED);
    }

    @Test
    void refusesTwoTransformsAndNone() {
        assertRefused(
                signed(letter, How.standard().transforms(Wss.EXCLUSIVE, Wss.EXCLUSIVE)), RefusalCode.ALGORITHM_REFUSED);
        assertRefused(signed(letter, How.standard().transforms(new String[0])), RefusalCode.SIGNATURE_INVALID);
    }

    @Test
    void refusesLongPrefixList() {
        String[] prefixes = new String[40];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = "p" + i;
        }
        assertRefused(signed(letter, How.standard().inclusive(prefixes)), RefusalCode.ALGORITHM_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ds:RetrievalMethod xmlns:ds='http://www.w3.org/2000/09/xmldsig#' URI='#X'/>",
                "<ds:KeyName xmlns:ds='http://www.w3.org/2000/09/xmldsig#'>vpcp</ds:KeyName>",
                "<ds:X509Data xmlns:ds='http://www.w3.org/2000/09/xmldsig#'/>",
                "<w:SecurityTokenReference xmlns:w='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'><w:KeyIdentifier>x</w:KeyIdentifier></w:SecurityTokenReference>",
                "<w:SecurityTokenReference xmlns:w='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'><w:Reference URI='http://127.0.0.1:9/cert'/></w:SecurityTokenReference>",
                "<w:SecurityTokenReference xmlns:w='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'><w:Reference URI='#B'/></w:SecurityTokenReference>"
            })
    void refusesKeyInfoThatNamesNoTokenBesideIt(String keyInfo) {
        assertRefused(signed(letter, How.standard().keyInfo(keyInfo)), RefusalCode.SIGNATURE_INVALID);
    }

    @Test
    void refusesTokenElsewhereThanInSecurity() {
        Letter outside = letter.headers(Toolkit.token(vpcp)).security(Letter.TIMESTAMP + "<signature/>");
        assertRefused(signed(outside, How.standard()), RefusalCode.NOT_SIGNED);
    }

    @Test
    void refusesBodyLeftBehindInAnUnsignedElementWithItsId() {
        // the signature's Body reference now resolves to a header block, the Body at its place carries another Id
        String signed = signed(letter, How.standard());
        String wrapped = signed.replace("<s:Body wsu:Id=\"B\">" + Letter.OPERATION, "<s:Body wsu:Id=\"B2\">" + FORGED)
                .replace("<s:Header>", "<s:Header><w xmlns=\"urn:w\" wsu:Id=\"B\">" + Letter.OPERATION + "</w>");
        assertThat(wrapped).isNotEqualTo(signed).contains("B2");
        assertRefused(wrapped, RefusalCode.PART_UNCOVERED);
    }

    @Test
    void refusesObjectInSignature() {
        String signed = signed(letter, How.standard());
        assertRefused(
                signed.replace("</ds:Signature>", "<ds:Object Id=\"O\"/></ds:Signature>"),
                RefusalCode.SIGNATURE_INVALID);
    }

    @Test
    void refusesBrokenBase64() {
        String signed = signed(letter, How.standard());
        assertRefused(signed.replaceFirst("<ds:SignatureValue>", "<ds:SignatureValue>*"), RefusalCode.MALFORMED);
        assertRefused(signed.replaceFirst("<ds:DigestValue>", "<ds:DigestValue>A"), RefusalCode.SIGNATURE_INVALID);
    }

    private String signed(Letter what, How how) {
        return Toolkit.sign(what.toString(), vpcp, how);
    }

    private void assertRefused(String xml, RefusalCode code) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> fixtures.verify(Toolkit.utf8(xml)));
        assertThat(refused).as(xml).isNotNull();
        assertThat(refused.refusal().code()).as(refused.getMessage()).isEqualTo(code);
    }
}
