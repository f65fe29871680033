package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.exchange.CheckConnectionResponse;
import org.lienthong.xsd.exchange.GetOrgans;
import org.lienthong.xsd.exchange.GetOrgansAnswer;
import org.lienthong.xsd.exchange.GetOrgansResponse;
import org.lienthong.xsd.types.BusFault;
import org.lienthong.xsd.types.Organ;
import org.lienthong.xsd.types.OrganState;
import org.springframework.jdbc.core.simple.JdbcClient;

class OrgansOverTheWireTest {

    private static final int MANY = 1_234;

    @RegisterExtension
    static final BusExtension BUS = new BusExtension().with("signing.next-certificate", "FOLDER/tls.pem");

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void tellsTheDirectoryToWhoeverIsRegistered(SoapVersion version) throws IOException {
        GetOrgansAnswer answer = organs(BUS.agency("regional"), request(), version);

        assertThat(answer.getVersion()).isPositive();
        assertThat(answer.getAnswerContext().getRequestSha256()).isNotNull();
        assertThat(named(answer, "G22")).satisfies(organ -> {
            assertThat(organ.getName()).isEqualTo("Văn phòng Chính phủ");
            assertThat(organ.getCode102()).isEqualTo("000.00.00.G22");
            assertThat(organ.getLevel()).isEqualTo(1);
            assertThat(organ.getState()).isEqualTo(OrganState.OPEN);
        });
        assertThat(named(answer, "H26.TX").getSuccessor()).isEqualTo("H29");
        assertThat(named(answer, "H29").getContactPoint()).isEqualTo("vanthu@tphcm.gov.vn");
    }

    @Test
    void bringsThousandsInPagesAndThenOnlyWhatChanged() throws IOException {
        JdbcClient database = JdbcClient.create(BUS.database());
        long known = organs(BUS.agency("vpcp"), request(), SoapVersion.SOAP_11).getVersion();
        database.sql("""
                        insert into organ (organ_id, name, kind, state, version)
                        select 'H99.' || i, 'Xã số ' || i, 'COMMUNE', 'NOT_CONNECTED', :version
                        from generate_series(1, :many) i""").param("version", known + 1).param("many", MANY).update();
        GetOrgans since = request();
        since.setSinceVersion(known);

        GetOrgansAnswer one = organs(BUS.agency("vpcp"), since, SoapVersion.SOAP_11);
        GetOrgansAnswer two = organs(BUS.agency("vpcp"), from(one.getNextCursor()), SoapVersion.SOAP_12);
        GetOrgansAnswer three = organs(BUS.agency("vpcp"), from(two.getNextCursor()), SoapVersion.SOAP_11);

        assertThat(List.of(
                        one.getOrgan().size(),
                        two.getOrgan().size(),
                        three.getOrgan().size()))
                .containsExactly(500, 500, MANY - 1000);
        assertThat(three.getNextCursor()).isNull();
        assertThat(Stream.of(one, two, three).flatMap(page -> page.getOrgan().stream()))
                .extracting(Organ::getOrganId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("H99."));
        since = request();
        since.setSinceVersion(three.getVersion());
        assertThat(organs(BUS.agency("vpcp"), since, SoapVersion.SOAP_11).getOrgan())
                .isEmpty();
    }

    @Test
    void announcesTheNextCertificateOfTheBusHereAndInCheckConnection()
            throws IOException, CertificateEncodingException {
        GetOrgansAnswer organs = organs(BUS.agency("vpcp"), request(), SoapVersion.SOAP_11);
        CheckConnection check = new CheckConnection();
        check.setRequestContext(TestAgency.context());
        CheckConnectionResponse checked = BUS.agency("vpcp").call(check, CheckConnectionResponse.class);

        assertThat(organs.getNextBusCertificate().getSha256())
                .isEqualTo(Digest.sha256(organs.getNextBusCertificate().getCertificate())
                        .toString())
                .isEqualTo(checked.getAnswer().getNextBusCertificate().getSha256());
    }

    @Test
    void refusesStrangersStrangeCursorsAndVersionsOfAnotherDirectory() throws IOException {
        GetOrgans ahead = request();
        ahead.setSinceVersion(1_000_000L);
        GetOrgans below = request();
        below.setSinceVersion(-1L);

        assertThat(BUS.agency("vpcp").refused(from("H29"))).satisfies(invalid("GetOrgans/Cursor"));
        assertThat(BUS.agency("vpcp").refused(ahead)).satisfies(invalid("GetOrgans/SinceVersion"));
        assertThat(BUS.agency("vpcp").refused(below)).satisfies(invalid("GetOrgans/SinceVersion"));
        var refused = BUS.agency("stranger")
                .post(BUS.agency("stranger").sealed(request(), SoapVersion.SOAP_11), SoapVersion.SOAP_11);
        assertThat(TestAgency.fault(TestAgency.read(refused, SoapVersion.SOAP_11))
                        .getCode())
                .isEqualTo("CertificateUnknown");
    }

    @Test
    void aRepeatedRequestIsReplayed() throws IOException {
        GetOrgans request = request();
        organs(BUS.agency("vpcp"), request, SoapVersion.SOAP_11);

        assertThat(BUS.agency("vpcp").refused(request).getCode()).isEqualTo("Replayed");
    }

    @Test
    void aRefusalNamesTheContactPointOfAnOrganThatIsNotConnected() throws IOException {
        JdbcClient.create(BUS.database())
                .sql("insert into organ (organ_id, name, kind, state, contact_point, version)"
                        + " values ('H56', 'UBND tỉnh Thanh Hóa', 'UBND', 'NOT_CONNECTED', 'vanthu@thanhhoa', 1)")
                .update();

        BusFault fault = BUS.agency("vpcp").refused(Letters.sendTo(List.of(new OrganId("H56"))));

        assertThat(fault.getCulprit()).singleElement().satisfies(culprit -> {
            assertThat(culprit.getCode()).isEqualTo("NotConnected");
            assertThat(culprit.getContactPoint()).isEqualTo("vanthu@thanhhoa");
        });
    }

    private static java.util.function.Consumer<BusFault> invalid(String element) {
        return fault -> {
            assertThat(fault.getCode()).isEqualTo("RequestInvalid");
            assertThat(fault.getElement()).isEqualTo(element);
        };
    }

    private static GetOrgans request() {
        GetOrgans request = new GetOrgans();
        request.setRequestContext(TestAgency.context());
        return request;
    }

    private static GetOrgans from(String cursor) {
        GetOrgans request = request();
        request.setCursor(cursor);
        return request;
    }

    private static GetOrgansAnswer organs(TestAgency agency, GetOrgans request, SoapVersion version)
            throws IOException {
        return agency.call(request, version, GetOrgansResponse.class).getAnswer();
    }

    private static Organ named(GetOrgansAnswer answer, String id) {
        return answer.getOrgan().stream()
                .filter(organ -> organ.getOrganId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
