package org.lienthong.gateway.exchanges;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.types.BusFault;

class GoldenExchangesTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    @TestFactory
    Stream<DynamicTest> everyMisbehaviourGetsItsAnswer() throws IOException {
        return files().stream()
                .map(GoldenExchange::read)
                .map(exchange ->
                        DynamicTest.dynamicTest(exchange.name() + ": " + exchange.prose(), () -> run(exchange)));
    }

    @Test
    void thereAreExchanges() throws IOException {
        assertThat(files()).hasSizeGreaterThan(20);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(SentExchange.FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".exchange"))
                    .sorted()
                    .toList();
        }
    }

    private static void run(GoldenExchange exchange) throws IOException {
        SentExchange sent = new SentExchange(exchange, BUS);
        byte[] root = exchange.one("body").isPresent() ? new byte[0] : sent.root();
        RawHttp.Response response = sent.send(root);

        assertThat(response.status()).as(response.text()).isEqualTo(Integer.parseInt(exchange.one("status", "")));
        if (exchange.one("fault", "").equals("none")) {
            assertThat(response.text()).doesNotContain("Envelope");
            return;
        }
        SoapVersion answered = version(response);
        Envelope envelope = exchange.one("signed", "").equals("yes")
                ? BUS.agency("vpcp").verified(response, answered)
                : TestAgency.read(response, answered);
        if (exchange.one("signed", "").equals("no")) {
            assertThat(response.text()).doesNotContain("Signature>");
        }
        assertThat(SoapEnvelopes.isFault(envelope))
                .as(response.text())
                .isEqualTo(exchange.one("fault").isPresent());
        if (exchange.one("fault").isPresent()) {
            judge(exchange, TestAgency.fault(envelope), root);
        }
        exchange.one("soapcode")
                .ifPresent(code -> assertThat(response.text()).containsPattern("(faultcode|Value)>soap:" + code + "<"));
    }

    private static void judge(GoldenExchange exchange, BusFault fault, byte[] root) {
        assertThat(fault.getCode()).as(fault.getMessageEn()).isEqualTo(exchange.one("fault", ""));
        assertThat(fault.getMessageVi()).isNotBlank();
        assertThat(fault.getFaultId()).isNotBlank();
        assertThat(fault.getAnswerContext().getBus()).isEqualTo(BusExtension.URI);
        exchange.one("element")
                .ifPresent(element -> assertThat(fault.getElement()).isEqualTo(element));
        exchange.one("says").ifPresent(words -> assertThat(fault.getMessageEn()).contains(words));
        Optional.ofNullable(fault.getAnswerContext().getRequestSha256()).ifPresent(digest -> assertThat(digest)
                .isEqualTo(Digest.sha256(root).toString()));
        if (exchange.one("signed", "").equals("yes")) {
            assertThat(fault.getAnswerContext().getRequestSha256()).isNotNull();
        }
    }

    private static SoapVersion version(RawHttp.Response response) {
        String type = response.header("Content-Type").orElseThrow();
        return type.startsWith(SoapVersion.SOAP_12.mediaType()) ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11;
    }
}
