package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.xsd.exchange.ReceiveDocuments;

class FaultBudgetOverTheWireTest {

    private static final int BURST = 3;

    @RegisterExtension
    static final BusExtension BUS =
            new BusExtension().with("listen.fault-burst", BURST).with("listen.faults-per-minute", 1);

    @Test
    void givesAStrangerAFewFaultsAndThenNone() throws IOException {
        for (int i = 0; i < BURST; i++) {
            assertThat(junk().text()).contains("Malformed");
        }

        RawHttp.Response enough = junk();
        assertThat(enough.status()).isEqualTo(429);
        assertThat(enough.text()).isEmpty();

        // whoever proves a key is told, from the same address
        ReceiveDocuments toomany = new ReceiveDocuments();
        toomany.setRequestContext(TestAgency.context());
        toomany.setMax(100_000);
        assertThat(BUS.agency("hcmc").refused(toomany).getCode()).isEqualTo("RequestInvalid");
    }

    private static RawHttp.Response junk() throws IOException {
        return TestAgency.post(BUS.port(), "text/xml", "<junk".getBytes(StandardCharsets.UTF_8));
    }
}
