package org.lienthong.client.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.RetryPolicy;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.soap.CannedBus.Asked;
import org.lienthong.client.soap.CannedBus.Said;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsAnswer;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.SendDocument;

class AgencyClientTest {

    private static final SigningKey KEY = CannedBus.newKey("client");
    private static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1));

    @Test
    void repeatsASubmissionUnderItsMessageIdWithNewRequestIds() throws IOException {
        try (CannedBus bus = new CannedBus(asked -> Said.text(503, "down"))) {
            OutgoingDocument document = OutgoingDocument.of(new MessageId("m-1"), new byte[] {1}, List.of());

            assertThatThrownBy(() -> client(bus.identity(SoapVersion.SOAP_11), Duration.ofSeconds(10))
                            .send(document))
                    .isInstanceOf(TransportFailure.class);

            List<SendDocument> sent = bus.asked().stream()
                    .map(a -> a.as(SendDocument.class, KEY, SoapVersion.SOAP_11))
                    .toList();
            assertThat(sent).hasSize(3).allMatch(s -> s.getMessageId().equals("m-1"));
            assertThat(sent.stream()
                            .map(s -> s.getRequestContext().getRequestId())
                            .distinct())
                    .hasSize(3);
        }
    }

    @Test
    void asksAgainForTheSameLeasesWhenAnAnswerWasLost() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        CannedBus[] self = new CannedBus[1];
        self[0] = new CannedBus(asked -> calls.incrementAndGet() == 1
                ? Said.text(502, "lost")
                : self[0].signed(nothing(asked), SoapVersion.SOAP_11));
        try (CannedBus bus = self[0]) {
            assertThat(client(bus.identity(SoapVersion.SOAP_11), Duration.ofSeconds(10))
                            .receive(ReceiveRequest.upTo(5))
                            .count())
                    .isEqualTo(7);

            assertThat(bus.asked().stream()
                            .map(a -> a.as(ReceiveDocuments.class, KEY, SoapVersion.SOAP_11)
                                    .getRequestContext()
                                    .getRequestId())
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    @Timeout(20)
    void givesUpOnABusThatTakesTheCallAndNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            BusIdentity bus = new BusIdentity(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/exchange"),
                    CannedBus.NAME,
                    List.of(KEY.certificate()),
                    SoapVersion.SOAP_11);

            assertThatThrownBy(() -> client(bus, Duration.ofMillis(200)).check())
                    .isInstanceOf(TransportFailure.class)
                    .hasMessageContaining("within");
        }
    }

    private static AgencyClient client(BusIdentity bus, Duration within) {
        return AgencyClient.open(
                bus,
                KEY,
                new AgencyClient.Settings(
                        Optional.empty(), Optional.empty(), QUICK, within, InstantSource.fixed(CannedBus.NOW)));
    }

    private static ReceiveDocumentsResponse nothing(Asked asked) {
        ReceiveDocumentsAnswer answer = new ReceiveDocumentsAnswer();
        answer.setAnswerContext(CannedBus.context(
                asked,
                asked.as(ReceiveDocuments.class, KEY, SoapVersion.SOAP_11)
                        .getRequestContext()
                        .getRequestId()));
        answer.setWaitingCount(7);
        ReceiveDocumentsResponse response = new ReceiveDocumentsResponse();
        response.setAnswer(answer);
        return response;
    }
}
