package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.SendDocumentResponse;

class WaitingPollsOverTheWireTest {

    private static final int WAITING = 200;

    /** An idle connection would be cut after two seconds: one that waits for an answer is not idle. */
    @RegisterExtension
    static final BusExtension BUS =
            new BusExtension().with("listen.threads", 20).with("listen.idle", "2s");

    @Test
    void holdsTenTimesMoreWaitingClientsThanItHasThreads() throws IOException {
        TestAgency hcmc = BUS.agency("hcmc");
        List<RawHttp> clients = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            byte[] envelope = hcmc.sealed(poll(), SoapVersion.SOAP_11);
            clients.add(RawHttp.open(BUS.port())
                    .write(TestAgency.head("text/xml; charset=utf-8", envelope.length))
                    .write(envelope));
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(time()).isEqualTo(200));

        SendDocumentResponse sent = BUS.agency("vpcp").call(Letters.send(), SendDocumentResponse.class);
        String delivery = sent.getAnswer().getReceipt().getRecipient().get(0).getDeliveryId();

        AtomicInteger leased = new AtomicInteger();
        for (RawHttp client : clients) {
            try (client) {
                var answer = new WireTypes()
                        .read(
                                hcmc.verified(client.read(), SoapVersion.SOAP_11)
                                        .operation(),
                                ReceiveDocumentsResponse.class)
                        .getAnswer();
                answer.getDelivery().forEach(one -> {
                    assertThat(one.getDeliveryId()).isEqualTo(delivery);
                    leased.incrementAndGet();
                });
            }
        }
        assertThat(leased).hasValue(1);
    }

    private static ReceiveDocuments poll() {
        ReceiveDocuments receive = new ReceiveDocuments();
        receive.setRequestContext(TestAgency.context());
        receive.setMax(1);
        receive.setWaitSeconds(10);
        return receive;
    }

    private static int time() throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            return http.write("GET /time HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    .read()
                    .status();
        }
    }
}
