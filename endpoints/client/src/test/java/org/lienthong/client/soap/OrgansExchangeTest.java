package org.lienthong.client.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lienthong.client.directory.Organ;
import org.lienthong.client.directory.OrganPage;
import org.lienthong.client.directory.OrganQuery;
import org.lienthong.client.soap.CannedBus.Asked;
import org.lienthong.client.soap.CannedBus.Said;
import org.lienthong.client.transport.BusHttp;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.GetOrgans;
import org.lienthong.xsd.exchange.GetOrgansAnswer;
import org.lienthong.xsd.exchange.GetOrgansResponse;
import org.lienthong.xsd.types.OrganState;

class OrgansExchangeTest {

    private static final SigningKey CLIENT = CannedBus.newKey("client");
    private static final RequestId REQUEST = new RequestId("req-1");
    private static final Instant END = Instant.parse("2025-06-30T17:00:00Z");

    @Test
    void readsThePagesOfTheDirectoryOneAfterTheOther() throws IOException {
        CannedBus[] self = new CannedBus[1];
        try (CannedBus bus = new CannedBus(asked -> page(self[0], asked))) {
            self[0] = bus;
            DocumentExchange exchange = new DocumentExchange(
                    bus.identity(SoapVersion.SOAP_11),
                    CLIENT,
                    Optional.empty(),
                    BusHttp.open(Optional.empty()),
                    InstantSource.fixed(CannedBus.NOW),
                    Duration.ofSeconds(20));

            OrganPage first = exchange.organs(OrganQuery.since(6), REQUEST);
            OrganPage last = exchange.organs(first.next().orElseThrow(), REQUEST);

            assertThat(first.version()).isEqualTo(9);
            assertThat(first.organs()).singleElement().satisfies(organ -> {
                assertThat(organ.id()).isEqualTo(new OrganId("H63"));
                assertThat(organ.state()).isEqualTo(Organ.State.CLOSED);
                assertThat(organ.successor()).contains(new OrganId("H38"));
                assertThat(organ.aliases()).containsExactly(new OrganId("28.22.H63"));
                assertThat(organ.level()).contains(1);
                assertThat(organ.validTo()).contains(END);
                assertThat(organ.contactPoint()).isEmpty();
            });
            assertThat(last.organs()).isEmpty();
            assertThat(last.next()).isEmpty();
            assertThat(asked(bus, 0).getSinceVersion()).isEqualTo(6);
            assertThat(asked(bus, 0).getCursor()).isNull();
            assertThat(asked(bus, 1).getCursor()).isEqualTo("7:H63");
        }
    }

    private static GetOrgans asked(CannedBus bus, int n) {
        return bus.asked().get(n).as(GetOrgans.class, CLIENT, SoapVersion.SOAP_11);
    }

    private static Said page(CannedBus bus, Asked asked) {
        GetOrgansAnswer answer = new GetOrgansAnswer();
        answer.setAnswerContext(CannedBus.context(asked, REQUEST.value()));
        answer.setVersion(9);
        if (bus.asked().size() == 1) {
            answer.getOrgan().add(closed());
            answer.setNextCursor("7:H63");
        }
        GetOrgansResponse response = new GetOrgansResponse();
        response.setAnswer(answer);
        return bus.signed(response, SoapVersion.SOAP_11);
    }

    private static org.lienthong.xsd.types.Organ closed() {
        org.lienthong.xsd.types.Organ organ = new org.lienthong.xsd.types.Organ();
        organ.setOrganId("H63");
        organ.setName("UBND tỉnh Yên Bái");
        organ.getAlias().add("28.22.H63");
        organ.setKind("PROVINCE");
        organ.setLevel(1);
        organ.setState(OrganState.CLOSED);
        organ.setSuccessor("H38");
        organ.setValidTo(END.atOffset(ZoneOffset.UTC));
        organ.setVersion(7);
        return organ;
    }
}
