package org.lienthong.client.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.soap.CannedBus.Asked;
import org.lienthong.client.soap.CannedBus.Said;
import org.lienthong.client.transport.BusHttp;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.refusal.Retry;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.GetDocumentAnswer;
import org.lienthong.xsd.exchange.GetDocumentResponse;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendDocumentAnswer;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.BusFault;
import org.lienthong.xsd.types.Carriage;
import org.lienthong.xsd.types.EdxmlContent;
import org.lienthong.xsd.types.ReceiptRecipient;
import org.lienthong.xsd.types.Verdict;

class DocumentExchangeTest {

    private static final SigningKey CLIENT = CannedBus.newKey("client");
    private static final RequestId REQUEST = new RequestId("req-1");
    private static final MessageId MESSAGE = new MessageId("msg-1");
    private static final DeliveryId DELIVERY = DeliveryId.random();
    private static final byte[] EDXML = "<edXML>Trục liên thông</edXML>".getBytes(StandardCharsets.UTF_8);

    @Test
    void sendsSignedRequestAndReturnsTheReceiptThatTheBusSigned() throws IOException {
        try (CannedBus bus = bus(asked -> CannedBus.context(asked, REQUEST.value()))) {
            Receipt receipt = exchange(bus, SoapVersion.SOAP_11).send(document(), REQUEST);

            assertThat(receipt.messageId()).isEqualTo(MESSAGE);
            assertThat(receipt.recipients().get(0).delivery()).contains(DELIVERY);
            assertThat(receipt.recipients().get(0).accepted()).isTrue();
            assertThat(receipt.signed().envelope()).isNotEmpty();
            Asked asked = bus.asked().get(0);
            assertThat(asked.soapAction()).isEqualTo("\"urn:lienthong:exchange:1/SendDocument\"");
            assertThat(asked.contentType()).isEqualTo("text/xml; charset=UTF-8");
            SendDocument sent = asked.as(SendDocument.class, CLIENT, SoapVersion.SOAP_11);
            assertThat(sent.getRequestContext().getBus()).isEqualTo(CannedBus.NAME.value());
            assertThat(sent.getRequestContext().getOrgan()).isEqualTo("G22");
            assertThat(sent.getEdxml().getContent()).isEqualTo(EDXML);
            assertThat(sent.getEdxml().getSha256())
                    .isEqualTo(Digest.sha256(EDXML).toString());
        }
    }

    @Test
    void speaksSoap12WhenAsked() throws IOException {
        try (CannedBus bus = bus(asked -> CannedBus.context(asked, REQUEST.value()))) {
            exchange(bus, SoapVersion.SOAP_12).send(document(), REQUEST);

            Asked asked = bus.asked().get(0);
            assertThat(asked.contentType())
                    .isEqualTo("application/soap+xml; charset=UTF-8; action=\"urn:lienthong:exchange:1/SendDocument\"");
            assertThat(asked.soapAction()).isEqualTo("null");
            assertThat(asked.as(SendDocument.class, CLIENT, SoapVersion.SOAP_12).getMessageId())
                    .isEqualTo(MESSAGE.value());
        }
    }

    @Test
    void carriesSmallAttachmentsInline() throws IOException {
        try (CannedBus bus = bus(asked -> CannedBus.context(asked, REQUEST.value()))) {
            exchange(bus, SoapVersion.SOAP_11).send(document(attachment(1000)), REQUEST);

            SendDocument sent = bus.asked().get(0).as(SendDocument.class, CLIENT, SoapVersion.SOAP_11);
            assertThat(sent.getAttachment().get(0).getCarriage()).isEqualTo(Carriage.INLINE);
            assertThat(sent.getAttachment().get(0).getContent()).hasSize(1000);
        }
    }

    @Test
    void carriesLargeAttachmentsAsPartsAfterTheSignedRoot() throws IOException {
        try (CannedBus bus = bus(asked -> CannedBus.context(asked, REQUEST.value()))) {
            OutgoingAttachment large = attachment(7_000_001);
            exchange(bus, SoapVersion.SOAP_11).send(document(large), REQUEST);

            Asked asked = bus.asked().get(0);
            assertThat(asked.contentType())
                    .startsWith("multipart/related; type=\"text/xml\"; start=\"<root@lienthong>\"");
            assertThat(asked.length()).isEqualTo(Integer.toString(asked.entity().length));
            SendDocument sent = asked.as(SendDocument.class, CLIENT, SoapVersion.SOAP_11);
            assertThat(sent.getAttachment().get(0).getCarriage()).isEqualTo(Carriage.PART);
            assertThat(sent.getAttachment().get(0).getContent()).isNull();
            assertThat(sent.getAttachment().get(0).getSha256())
                    .isEqualTo(large.sha256().toString());
            assertThat(Digest.sha256(secondPart(asked.entity()))).isEqualTo(large.sha256());
        }
    }

    @Test
    void takesAnUnsignedFaultForAFailureOfTransport() throws IOException {
        Said unsigned = Said.text(
                500,
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>s:Client"
                        + "</faultcode><faultstring>no</faultstring></s:Fault></s:Body></s:Envelope>");
        assertUntrusted(asked -> unsigned, "without the bus's valid signature");
    }

    @Test
    void takesAnAnswerThatIsNoSoapForAFailureOfTransport() throws IOException {
        assertUntrusted(
                asked -> new Said(502, "text/html", new byte[] {'<'}), "HTTP 502 of Content-Type \"text/html\"");
    }

    @Test
    void takesAnAnswerSignedByAnotherKeyForAFailureOfTransport() throws IOException {
        SigningKey impostor = CannedBus.newKey("bus");
        assertUntrusted(
                asked -> CannedBus.signed(
                        response(CannedBus.context(asked, REQUEST.value())), SoapVersion.SOAP_11, impostor),
                "without the bus's valid signature");
    }

    @Test
    void takesAnAnswerToAnotherRequestForAFailureOfTransport() throws IOException {
        try (CannedBus bus = bus(asked -> CannedBus.context(asked, "req-2"))) {
            assertThatThrownBy(() -> exchange(bus, SoapVersion.SOAP_11).send(document(), REQUEST))
                    .isInstanceOf(TransportFailure.class)
                    .hasMessageContaining("another request");
        }
    }

    @Test
    void takesAnAnswerToOtherBytesUnderTheSameRequestIdForAFailureOfTransport() throws IOException {
        Function<Asked, AnswerContext> otherBytes = asked -> {
            AnswerContext context = CannedBus.context(asked, REQUEST.value());
            context.setRequestSha256(Digest.sha256(new byte[0]).toString());
            return context;
        };
        try (CannedBus bus = bus(otherBytes)) {
            assertThatThrownBy(() -> exchange(bus, SoapVersion.SOAP_11).send(document(), REQUEST))
                    .isInstanceOf(TransportFailure.class);
        }
    }

    @Test
    void takesAnAnswerOfAnotherBusForAFailureOfTransport() throws IOException {
        Function<Asked, AnswerContext> otherBus = asked -> {
            AnswerContext context = CannedBus.context(asked, REQUEST.value());
            context.setBus("urn:lienthong:bus:other");
            return context;
        };
        try (CannedBus bus = bus(otherBus)) {
            assertThatThrownBy(() -> exchange(bus, SoapVersion.SOAP_11).send(document(), REQUEST))
                    .isInstanceOf(TransportFailure.class);
        }
    }

    @Test
    void raisesAFaultThatTheBusSignedForThisRequestAsItsFinalAnswer() throws IOException {
        try (Bus bus = new Bus((own, asked) -> own.fault(fault(CannedBus.context(asked, REQUEST.value()))))) {
            assertThatThrownBy(() -> exchange(bus.canned, SoapVersion.SOAP_11).send(document(), REQUEST))
                    .isInstanceOfSatisfying(BusRefused.class, refused -> {
                        assertThat(refused.code()).isEqualTo("Busy");
                        assertThat(refused.fault().messageVi()).isEqualTo("Trục đang bận.");
                        assertThat(refused.fault().retry()).isEqualTo(Retry.AFTER);
                        assertThat(refused.fault().retryAfter()).contains(Duration.ofSeconds(7));
                    });
        }
    }

    @Test
    void takesASignedFaultOfAnotherRequestForAFailureOfTransport() throws IOException {
        try (Bus bus = new Bus((own, asked) -> own.fault(fault(CannedBus.context(asked, "req-2"))))) {
            assertThatThrownBy(() -> exchange(bus.canned, SoapVersion.SOAP_11).send(document(), REQUEST))
                    .isInstanceOf(TransportFailure.class);
        }
    }

    @Test
    void refusesContentThatIsNotWhatTheBusAnnounced() throws IOException {
        try (Bus bus = new Bus((own, asked) -> own.signed(served(asked, "otherwise"), SoapVersion.SOAP_11))) {
            assertThatThrownBy(() -> exchange(bus.canned, SoapVersion.SOAP_11).get(DELIVERY, Include.CONTENT, REQUEST))
                    .isInstanceOf(ContentMismatch.class);
        }
    }

    @Test
    void readsAServedDocument() throws IOException {
        try (Bus bus = new Bus((own, asked) ->
                own.signed(served(asked, new String(EDXML, StandardCharsets.UTF_8)), SoapVersion.SOAP_11))) {
            ReceivedDocument got = exchange(bus.canned, SoapVersion.SOAP_11).get(DELIVERY, Include.CONTENT, REQUEST);

            assertThat(got.edxml().orElseThrow().bytes()).isEqualTo(EDXML);
            assertThat(got.from()).isEqualTo(new OrganId("G22"));
        }
    }

    private static void assertUntrusted(Function<Asked, Said> answer, String why) throws IOException {
        try (CannedBus bus = new CannedBus(answer)) {
            assertThatThrownBy(() -> exchange(bus, SoapVersion.SOAP_11).send(document(), REQUEST))
                    .isInstanceOf(TransportFailure.class)
                    .hasMessageContaining(why);
        }
    }

    /** A bus whose answers need its own key. */
    private static final class Bus implements AutoCloseable {

        private final CannedBus canned;

        Bus(java.util.function.BiFunction<CannedBus, Asked, Said> answer) throws IOException {
            CannedBus[] self = new CannedBus[1];
            self[0] = new CannedBus(asked -> answer.apply(self[0], asked));
            canned = self[0];
        }

        @Override
        public void close() {
            canned.close();
        }
    }

    private static CannedBus bus(Function<Asked, AnswerContext> context) throws IOException {
        return new Bus((own, asked) -> own.signed(
                        response(context.apply(asked)),
                        asked.contentType().contains("soap+xml") ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11))
                .canned;
    }

    private static DocumentExchange exchange(CannedBus bus, SoapVersion version) {
        return new DocumentExchange(
                bus.identity(version),
                CLIENT,
                Optional.of(new OrganId("G22")),
                BusHttp.open(Optional.empty()),
                InstantSource.fixed(CannedBus.NOW),
                Duration.ofSeconds(20));
    }

    private static OutgoingDocument document(OutgoingAttachment... attachments) {
        return OutgoingDocument.of(MESSAGE, EDXML, List.of(attachments));
    }

    private static OutgoingAttachment attachment(int length) {
        byte[] content = new byte[length];
        content[length / 2] = 1;
        return OutgoingAttachment.of(new ContentId("scan"), "scan.pdf", "application/pdf", content);
    }

    private static byte[] secondPart(byte[] entity) {
        String text = new String(entity, StandardCharsets.ISO_8859_1);
        String boundary = "\r\n" + text.substring(0, text.indexOf("\r\n"));
        int head = text.indexOf(boundary);
        int from = text.indexOf("\r\n\r\n", head) + 4;
        return text.substring(from, text.indexOf(boundary, from)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static SendDocumentResponse response(AnswerContext context) {
        OffsetDateTime at = OffsetDateTime.ofInstant(CannedBus.NOW, ZoneOffset.UTC);
        org.lienthong.xsd.types.Receipt receipt = new org.lienthong.xsd.types.Receipt();
        receipt.setMessageId(MESSAGE.value());
        receipt.setDocumentId("000.00.00.G22,2026/11/24,1/VPCP");
        receipt.setContentDigest(Digest.sha256(EDXML).toString());
        receipt.setAcceptedAt(at);
        receipt.setEventSha256(Digest.sha256(new byte[1]).toString());
        receipt.setLogOrigin("log.test");
        receipt.setLogBy(at);
        ReceiptRecipient recipient = new ReceiptRecipient();
        recipient.setOrganId("H29");
        recipient.setDeliveryId(DELIVERY.toString());
        recipient.setVerdict(Verdict.ACCEPTED);
        receipt.getRecipient().add(recipient);
        SendDocumentAnswer answer = new SendDocumentAnswer();
        answer.setAnswerContext(context);
        answer.setReceipt(receipt);
        SendDocumentResponse response = new SendDocumentResponse();
        response.setAnswer(answer);
        return response;
    }

    private static GetDocumentResponse served(Asked asked, String content) {
        EdxmlContent edxml = new EdxmlContent();
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        edxml.setLength(bytes.length);
        edxml.setSha256(Digest.sha256(EDXML).toString());
        edxml.setContent(bytes);
        GetDocumentAnswer answer = new GetDocumentAnswer();
        answer.setAnswerContext(CannedBus.context(asked, REQUEST.value()));
        answer.setDeliveryId(DELIVERY.toString());
        answer.setMessageId(MESSAGE.value());
        answer.setDocumentId("000.00.00.G22,2026/11/24,1/VPCP");
        answer.setFrom("G22");
        answer.setEdxml(edxml);
        GetDocumentResponse response = new GetDocumentResponse();
        response.setAnswer(answer);
        return response;
    }

    private static BusFault fault(AnswerContext context) {
        BusFault fault = new BusFault();
        fault.setCode("Busy");
        fault.setMessageVi("Trục đang bận.");
        fault.setMessageEn("The bus is busy.");
        fault.setRetry(org.lienthong.xsd.types.Retry.AFTER);
        fault.setRetryAfterSeconds(7);
        fault.setFaultId(UUID.randomUUID().toString());
        fault.setAnswerContext(context);
        return fault;
    }
}
