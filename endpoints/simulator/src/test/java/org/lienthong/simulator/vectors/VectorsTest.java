package org.lienthong.simulator.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.seal.CrlShelf;
import org.lienthong.message.seal.Freshness;
import org.lienthong.message.seal.RegisteredKey;
import org.lienthong.message.seal.SealPolicy;
import org.lienthong.message.seal.SealVerifier;
import org.lienthong.message.seal.TrustAnchors;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.BusFault;

/** The vectors, judged by the bus's own verifier and by a stranger's. */
class VectorsTest {

    private static final Instant AT = Instant.parse("2026-11-24T05:00:00Z");
    private static final String XMLSEC1 = "/usr/bin/xmlsec1";

    @TempDir
    private static Path temp;

    private static Path vectors;

    @BeforeAll
    static void make() throws IOException {
        vectors = temp.resolve("vectors");
        new Vectors(AT, new RequestId("vector-1")).make(vectors);
    }

    private record Row(String file, SoapVersion soap, String key, String verdict) {}

    private static List<Row> index() throws IOException {
        return Files.readAllLines(vectors.resolve("index.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", 5))
                .map(cells -> new Row(
                        cells[0],
                        cells[1].equals("1.1") ? SoapVersion.SOAP_11 : SoapVersion.SOAP_12,
                        cells[2],
                        cells[3]))
                .toList();
    }

    @Test
    void eachIsJudgedAsTheIndexSays() throws Exception {
        List<String> judged = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Row row : index()) {
            expected.add(row.file() + " " + row.verdict());
            judged.add(row.file() + " " + verdict(row));
        }
        assertThat(judged).hasSizeGreaterThan(60).containsExactlyElementsOf(expected);
    }

    @Test
    void theIndexNamesEveryMessage() throws IOException {
        try (Stream<Path> files = Files.walk(vectors)) {
            assertThat(index())
                    .extracting(Row::file)
                    .containsExactlyInAnyOrderElementsOf(
                            files.filter(file -> file.toString().endsWith(".xml"))
                                    .map(file -> vectors.relativize(file).toString())
                                    .toList());
        }
    }

    private static String verdict(Row row) throws Exception {
        boolean fromBus = row.key().equals("bus");
        Set<Digest> registered = fromBus ? Set.of(spki("bus")) : Set.of(spki("rsa"), spki("ec"));
        TrustAnchors anchors = TrustAnchors.load(List.of(vectors.resolve("ca.pem")), true);
        CrlShelf lists = new CrlShelf(vectors.resolve("crl"), anchors);
        lists.refresh();
        SealVerifier verifier = new SealVerifier(
                key -> registered.contains(key)
                        ? Optional.of(new RegisteredKey(new SystemId("qlvb-H29")))
                        : Optional.empty(),
                anchors,
                lists,
                SealPolicy.standard(Set.of()));
        try {
            Envelope envelope = new EnvelopeReader().read(Files.readAllBytes(vectors.resolve(row.file())), row.soap());
            verifier.verify(envelope, AT.plusSeconds(1), Freshness.REQUIRED);
            return "OK";
        } catch (RefusedException refused) {
            return refused.refusal().code().wire();
        }
    }

    @Test
    void answersAndFaultsAreBoundToTheirRequest() throws IOException {
        WireTypes types = new WireTypes();
        for (String place : List.of("soap11-rsa", "soap11-ec", "soap12-rsa", "soap12-ec")) {
            Path good = vectors.resolve("good").resolve(place);
            SoapVersion soap = place.startsWith("soap11") ? SoapVersion.SOAP_11 : SoapVersion.SOAP_12;
            Envelope answer = new EnvelopeReader().read(Files.readAllBytes(good.resolve("answer.xml")), soap);
            Envelope fault = new EnvelopeReader().read(Files.readAllBytes(good.resolve("fault.xml")), soap);
            List<AnswerContext> contexts = List.of(
                    types.read(answer.operation(), ReceiveDocumentsResponse.class)
                            .getAnswer()
                            .getAnswerContext(),
                    types.read(SoapEnvelopes.faultDetail(fault).orElseThrow(), BusFault.class)
                            .getAnswerContext());
            String request = Digest.sha256(Files.readAllBytes(good.resolve("request.xml")))
                    .toString();
            assertThat(contexts).allSatisfy(context -> {
                assertThat(context.getRequestSha256()).isEqualTo(request);
                assertThat(context.getRequestId()).isEqualTo("vector-1");
            });
        }
    }

    /** With nothing but the JDK: the value of RSA is over signed-info.c14n, and the digests in it are of the other two. */
    @Test
    void theStepsLeadToTheSignature() throws Exception {
        Path good = vectors.resolve("good/soap12-rsa");
        byte[] signedInfo = Files.readAllBytes(good.resolve("signed-info.c14n"));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(certificate("rsa"));
        signature.update(signedInfo);
        String value = Files.readAllLines(good.resolve("digests.txt")).stream()
                .filter(line -> line.startsWith("SignatureValue: "))
                .map(line -> line.substring("SignatureValue: ".length()))
                .findFirst()
                .orElseThrow();

        assertThat(signature.verify(Base64.getDecoder().decode(value))).isTrue();
        for (String part : List.of("body", "timestamp")) {
            byte[] digest = Digest.newSha256().digest(Files.readAllBytes(good.resolve(part + ".c14n")));
            assertThat(new String(signedInfo, StandardCharsets.UTF_8))
                    .contains("<ds:DigestValue>" + Base64.getEncoder().encodeToString(digest));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soap11-rsa", "soap11-ec", "soap12-rsa", "soap12-ec"})
    void xmlsec1VerifiesTheGoodOnes(String place) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(XMLSEC1)), "xmlsec1 is not installed");
        String key = place.substring(7);
        assertThat(xmlsec1("good/" + place + "/request.xml", key)).isZero();
        assertThat(xmlsec1("good/" + place + "/answer.xml", "bus")).isZero();
        assertThat(xmlsec1("good/" + place + "/fault.xml", "bus")).isZero();
        assertThat(xmlsec1("wrong/" + place + "/body-changed.xml", key)).isNotZero();
    }

    private static int xmlsec1(String file, String key) throws IOException, InterruptedException {
        String soap = file.contains("soap11") ? SoapVersion.SOAP_11.namespace() : SoapVersion.SOAP_12.namespace();
        Process xmlsec1 = new ProcessBuilder(
                        XMLSEC1,
                        "--verify",
                        "--pubkey-pem",
                        vectors.resolve("keys/" + key + ".public.pem").toString(),
                        "--id-attr:Id",
                        Texts.WSU + ":Timestamp",
                        "--id-attr:Id",
                        soap + ":Body",
                        vectors.resolve(file).toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("xmlsec1.out").toFile())
                .start();
        return xmlsec1.waitFor();
    }

    @Test
    void neverWritesOverVectors() {
        Vectors again = new Vectors(AT.plus(Duration.ofDays(1)), new RequestId("vector-2"));
        assertThatThrownBy(() -> again.make(vectors)).isInstanceOf(FileAlreadyExistsException.class);
    }

    private static Digest spki(String name) throws Exception {
        return Digest.sha256(certificate(name).getPublicKey().getEncoded());
    }

    private static X509Certificate certificate(String name) throws Exception {
        try (InputStream in = Files.newInputStream(vectors.resolve("keys/" + name + ".certificate.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
