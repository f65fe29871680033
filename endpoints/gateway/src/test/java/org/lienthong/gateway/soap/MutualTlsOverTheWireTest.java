package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.TlsLine;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.exchange.CheckConnectionResponse;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.types.BusFault;

/** A bus that asks for TLS certificates, and that lets one system's clock be further off than the others'. */
class MutualTlsOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension()
            .withTls()
            .with("tls.client-certificates", "want")
            .with("trust.skew-allowances[0].system", "vpcp")
            .with("trust.skew-allowances[0].skew", "15m");

    private static final SoapVersion SOAP = SoapVersion.SOAP_12;

    @Test
    void servesWhoShowsNoCertificateWhereNoneIsNeeded() throws IOException {
        assertThat(organ(Optional.empty(), "vpcp")).isEqualTo("G22");
    }

    @Test
    void servesTheSignerOnItsOwnConnection() throws IOException {
        assertThat(organ(shown("vpcp"), "vpcp")).isEqualTo("G22");
    }

    @Test
    void refusesASignatureOnTheConnectionOfAnotherOrgan() throws IOException {
        BusFault fault = refused(shown("hcmc"), "vpcp");

        assertThat(fault.getCode()).isEqualTo("TlsMismatch");
        assertThat(fault.getMessageEn()).contains("is of hcmc, but vpcp of G22 signed");
        assertThat(fault.getMessageVi()).contains("Hãy dùng chứng thư TLS của chính cơ quan ký");
    }

    @Test
    void refusesAMandateHoldersSignatureOnTheConnectionOfTheOrganItActsFor() throws IOException {
        assertThat(refused(shown("hcmc"), "regional").getCode()).isEqualTo("TlsMismatch");
    }

    @Test
    void refusesACertificateThatNoSystemHas() throws IOException {
        assertThat(refused(shown("stranger"), "vpcp").getCode()).isEqualTo("TlsMismatch");
    }

    @Test
    void letsTheClockOfASystemBeOffAsFarAsItIsAllowed() throws IOException {
        RawHttp.Response response = tenMinutesLate("vpcp");

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(agency(Optional.empty(), "vpcp")
                        .verified(response, SOAP)
                        .operation()
                        .getLocalName())
                .isEqualTo(ReceiveDocumentsResponse.class.getSimpleName());
    }

    @Test
    void holdsTheOthersToTheUsualSkew() throws IOException {
        BusFault fault = agency(Optional.empty(), "hcmc").fault(tenMinutesLate("hcmc"), SOAP);

        assertThat(fault.getCode()).isEqualTo("ClockSkew");
    }

    private static RawHttp.Response tenMinutesLate(String system) throws IOException {
        ReceiveDocuments request = new ReceiveDocuments();
        request.setRequestContext(TestAgency.context());
        byte[] signed = new SealSigner()
                .seal(
                        SoapEnvelopes.wrap(new WireTypes().write(request, SoapEnvelopes.newDocument()), SOAP),
                        BUS.keys().named(system),
                        Instant.now().minus(Duration.ofMinutes(13)),
                        Duration.ofMinutes(3));
        return agency(Optional.empty(), system).post(signed, SOAP);
    }

    private static String organ(Optional<SigningKey> shown, String system) throws IOException {
        return agency(shown, system)
                .call(check(), SOAP, CheckConnectionResponse.class)
                .getAnswer()
                .getOrgan();
    }

    private static BusFault refused(Optional<SigningKey> shown, String system) throws IOException {
        TestAgency agency = agency(shown, system);
        return agency.fault(agency.post(agency.sealed(check(), SOAP), SOAP), SOAP);
    }

    private static CheckConnection check() {
        CheckConnection request = new CheckConnection();
        request.setRequestContext(TestAgency.context());
        return request;
    }

    private static Optional<SigningKey> shown(String system) {
        return Optional.of(BUS.keys().named(system));
    }

    private static TestAgency agency(Optional<SigningKey> shown, String system) {
        return new TestAgency(
                TlsLine.to(BUS.port(), BUS.keys(), shown),
                BUS.keys(),
                BUS.keys().named(system));
    }
}
