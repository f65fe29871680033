package org.lienthong.message.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.wire.Addressing;
import org.lienthong.message.wire.Announced;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapFaultCode;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.types.RequestContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SealSignerTest {

    private static final WireTypes TYPES = new WireTypes();

    private final SealFixtures fixtures = new SealFixtures();
    private final SealSigner signer = new SealSigner();

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void signsSoThatTheJdkVerifiesIt(SoapVersion version) {
        for (SigningKey key : List.of(fixtures.vpcp(), fixtures.hcmc())) {
            byte[] sealed = fixtures.sealed(request("r-1"), key, version, SealFixtures.NOW);
            assertThat(Toolkit.verifies(sealed, key.certificate().getPublicKey()))
                    .isTrue();
            byte[] tampered = Toolkit.utf8(new String(sealed, StandardCharsets.UTF_8).replace("r-1", "r-2"));
            assertThat(Toolkit.verifies(tampered, key.certificate().getPublicKey()))
                    .isFalse();
        }
    }

    @Test
    void signsWithP384() {
        SigningKey key = fixtures.authority().issue("P-384", TestAuthority.ec("secp384r1"));
        fixtures.register(key, SealFixtures.VPCP);
        byte[] sealed = fixtures.sealed(request("r-1"), key);
        assertThat(new String(sealed, StandardCharsets.UTF_8)).contains("ecdsa-sha384");
        assertThat(Toolkit.verifies(sealed, key.certificate().getPublicKey())).isTrue();
        assertThat(fixtures.verify(sealed).system()).isEqualTo(SealFixtures.VPCP);
    }

    @Test
    void writesPrefixesOfTheProfileAndOneSecurityHeaderFirst() {
        String xml = new String(fixtures.sealed(request("r-1"), fixtures.vpcp()), StandardCharsets.UTF_8);
        assertThat(xml)
                .startsWith("<soap:Envelope ")
                .contains(
                        "<soap:Header><wsse:Security ",
                        "soap:mustUnderstand=\"1\"",
                        "<wsu:Timestamp ",
                        "<ds:Signature ")
                .contains("<wsu:Created>2026-11-24T05:00:00.000Z</wsu:Created>")
                .contains("<wsu:Expires>2026-11-24T05:05:00.000Z</wsu:Expires>")
                .contains("<m:CheckConnection ", "<t:RequestId>r-1</t:RequestId>")
                .doesNotContain("xmlns=\"", "ns2");
    }

    @ParameterizedTest
    @ValueSource(strings = {Addressing.WSA_2005, Addressing.WSA_2004})
    void signsAddressingOfTheAnswer(String namespace) {
        Document answer =
                SoapEnvelopes.wrap(TYPES.write(request("r"), SoapEnvelopes.newDocument()), SoapVersion.SOAP_11);
        Addressing asked = new Addressing(namespace, Optional.of("urn:uuid:7"), Optional.empty());
        SoapEnvelopes.addressAnswer(answer, asked, "urn:lienthong:exchange:1/CheckConnection");

        byte[] sealed = signer.seal(answer, fixtures.bus(), SealFixtures.NOW, SealFixtures.LIFE);

        String xml = new String(sealed, StandardCharsets.UTF_8);
        SealVerifier client = fixtures.clientVerifier();
        assertThat(client.verify(fixtures.read(sealed), SealFixtures.NOW, Freshness.REQUIRED)
                        .envelope()
                        .addressing()
                        .flatMap(Addressing::action))
                .contains("urn:lienthong:exchange:1/CheckConnection");
        assertThat(xml).contains(">urn:uuid:7</wsa:RelatesTo>");
        Envelope changed = fixtures.read(Toolkit.utf8(xml.replace("urn:uuid:7", "urn:uuid:8")));
        assertThat(catchThrowableOfType(
                                RefusedException.class,
                                () -> client.verify(changed, SealFixtures.NOW, Freshness.REQUIRED))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void carriesFaultsThatAClientVerifiesAndReads(SoapVersion version) {
        Document document = SoapEnvelopes.newDocument();
        Element detail = TYPES.write(request("r-9"), document);
        Document fault = SoapEnvelopes.fault(version, SoapFaultCode.SENDER, "Sai", "Wrong", detail);
        byte[] sealed = signer.seal(fault, fixtures.bus(), SealFixtures.NOW, SealFixtures.LIFE);

        Announced said = new Announced(version, Optional.of("utf-8"), Optional.of(""));
        Envelope envelope = new EnvelopeReader().read(sealed, said);
        fixtures.clientVerifier().verify(envelope, SealFixtures.NOW, Freshness.REQUIRED);

        assertThat(SoapEnvelopes.isFault(envelope)).isTrue();
        Element read = SoapEnvelopes.faultDetail(envelope).orElseThrow();
        assertThat(TYPES.read(read, CheckConnection.class).getRequestContext().getRequestId())
                .isEqualTo("r-9");
        assertThat(new String(sealed, StandardCharsets.UTF_8))
                .contains(version == SoapVersion.SOAP_11 ? "<faultcode>soap:Client</faultcode>" : "soap:Sender");
    }

    @Test
    void clientTrustsOnlyThePinnedCertificate() {
        byte[] sealed = fixtures.sealed(request("r-1"), fixtures.vpcp());
        assertThat(catchThrowableOfType(RefusedException.class, () -> fixtures.clientVerifier()
                                .verify(fixtures.read(sealed), SealFixtures.NOW, Freshness.REQUIRED))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.CERTIFICATE_UNKNOWN);
    }

    @Test
    void declaresNamespacesThatATreeOnlyImplies() {
        Document document = SoapEnvelopes.newDocument();
        Element operation = document.createElementNS("urn:lienthong:exchange:1", "CheckConnection");
        operation
                .appendChild(document.createElementNS("urn:p", "p:inner"))
                .appendChild(document.createElementNS(null, "bare"));
        Element inner = (Element) operation.getFirstChild();
        inner.setAttributeNS("urn:q", "q:a", "1");

        byte[] sealed = signer.seal(
                SoapEnvelopes.wrap(operation, SoapVersion.SOAP_11),
                fixtures.vpcp(),
                SealFixtures.NOW,
                SealFixtures.LIFE);

        Element read = fixtures.verify(sealed).envelope().operation();
        assertThat(read.getNamespaceURI()).isEqualTo("urn:lienthong:exchange:1");
        assertThat(read.getFirstChild().getNamespaceURI()).isEqualTo("urn:p");
        assertThat(((Element) read.getFirstChild()).getAttributeNS("urn:q", "a"))
                .isEqualTo("1");
        assertThat(read.getFirstChild().getFirstChild().getNamespaceURI()).isNull();
    }

    @Test
    void readsKeyFromPkcs12AndNeverShowsIt(@TempDir Path folder) throws IOException, GeneralSecurityException {
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("key", fixtures.vpcp().privateKey(), password, new Certificate[] {
            fixtures.vpcp().certificate()
        });
        Path file = folder.resolve("vpcp.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        SigningKey key = SigningKey.load(file, password);
        assertThat(key.spkiSha256()).isEqualTo(fixtures.vpcp().spkiSha256());
        assertThat(key).hasToString("SigningKey[CN=VPCP]");
        assertThatThrownBy(() -> SigningKey.load(file, "wrong".toCharArray())).hasMessageContaining("vpcp.p12");
    }

    @Test
    void signsSoThatXmlsec1VerifiesIt(@TempDir Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/xmlsec1")), "xmlsec1 is not installed");
        Path soap = folder.resolve("soap.xml");
        Files.write(soap, fixtures.sealed(request("r-1"), fixtures.vpcp()));
        Path key = folder.resolve("key.pem");
        Files.writeString(
                key,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(fixtures.vpcp()
                                        .certificate()
                                        .getPublicKey()
                                        .getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        Process xmlsec1 = new ProcessBuilder(
                        "/usr/bin/xmlsec1",
                        "--verify",
                        "--pubkey-pem",
                        key.toString(),
                        "--id-attr:Id",
                        Wss.WSU + ":Timestamp",
                        "--id-attr:Id",
                        "http://schemas.xmlsoap.org/soap/envelope/:Body",
                        soap.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(xmlsec1.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(xmlsec1.exitValue())
                .as(Files.readString(folder.resolve("out")))
                .isZero();
    }

    @Test
    void sealsAndVerifiesSevenMegabytesInOneText() {
        Document document = SoapEnvelopes.newDocument();
        Element operation = document.createElementNS("urn:lienthong:exchange:1", "m:SendDocument");
        String content = "QUFB".repeat(7 * 1024 * 1024 / 3);
        operation.appendChild(document.createTextNode(content));
        byte[] sealed = signer.seal(
                SoapEnvelopes.wrap(operation, SoapVersion.SOAP_11),
                fixtures.vpcp(),
                SealFixtures.NOW,
                Duration.ofMinutes(5));
        assertThat(fixtures.verify(sealed).envelope().operation().getTextContent())
                .hasSize(content.length());
    }

    static CheckConnection request(String id) {
        RequestContext context = new RequestContext();
        context.setBus("urn:lienthong:bus:test");
        context.setRequestId(id);
        CheckConnection request = new CheckConnection();
        request.setRequestContext(context);
        return request;
    }
}
