package org.lienthong.message.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.types.RequestContext;

class SealRoundTripTest {

    private final SealFixtures fixtures = new SealFixtures();

    @Test
    void bindsTheVerifiedNodeOfWhatWasSealed() {
        RequestContext context = new RequestContext();
        context.setBus("urn:lienthong:bus:test");
        context.setRequestId("r-1");
        CheckConnection request = new CheckConnection();
        request.setRequestContext(context);

        SealedMessage message = fixtures.verify(fixtures.sealed(request, fixtures.vpcp()));

        assertThat(message.system()).isEqualTo(SealFixtures.VPCP);
        CheckConnection bound = new WireTypes().read(message.envelope().operation(), CheckConnection.class);
        assertThat(bound.getRequestContext().getRequestId()).isEqualTo("r-1");
    }
}
