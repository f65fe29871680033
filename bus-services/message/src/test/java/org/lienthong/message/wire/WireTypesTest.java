package org.lienthong.message.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.xsd.exchange.ConfirmDocument;
import org.lienthong.xsd.exchange.ReleaseDocumentResponse;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.types.Carriage;
import org.lienthong.xsd.types.EdxmlContent;
import org.lienthong.xsd.types.Receipt;
import org.lienthong.xsd.types.RequestContext;
import org.lienthong.xsd.types.SentAttachment;
import org.w3c.dom.Element;

class WireTypesTest {

    private static final WireTypes TYPES = new WireTypes();

    @Test
    void readsWhatItWrote() {
        SendDocument read = TYPES.read(TYPES.write(letter(3), SoapEnvelopes.newDocument()), SendDocument.class);
        assertThat(read.getMessageId()).isEqualTo("m-1");
        assertThat(read.getEdxml().getContent()).isEqualTo("<edXML/>".getBytes(StandardCharsets.UTF_8));
        assertThat(read.getAttachment()).hasSize(3);
        assertThat(read.getAttachment().get(0).getName()).isEqualTo("Công văn.pdf");
    }

    @Test
    void writesOtherNamesAndTimesInUtc() {
        Receipt receipt = new Receipt();
        receipt.setMessageId("m-1");
        receipt.setAcceptedAt(OffsetDateTime.parse("2026-11-24T12:00:00.5+07:00"));
        Element written = TYPES.write(receipt, new QName(WireTypes.TYPES, "Receipt"), SoapEnvelopes.newDocument());
        assertThat(written.getNodeName()).isEqualTo("t:Receipt");
        assertThat(written.getLastChild().getTextContent()).isEqualTo("2026-11-24T05:00:00.500Z");
        assertThat(written.getParentNode()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "<m:MessageId>m-1</m:MessageId>,<m:MessageId/>,SendDocument/MessageId",
        "m-1,m 1,SendDocument/MessageId",
        "<t:Carriage>PART,<t:Carriage>CARRIED,SendDocument/Attachment[2]/Carriage",
        "<m:MessageId>m-1</m:MessageId>,'',SendDocument/Edxml",
        "<m:Edxml>,<m:Extra/><m:Edxml>,SendDocument/Extra",
        "PGE+,P*E+,SendDocument/Edxml/Content",
        "</m:Edxml>,<t:Content/></m:Edxml>,SendDocument/Edxml/Content[2]"
    })
    void refusesWhatTheSchemaRefusesNamingTheElement(String was, String is, String place) {
        String good = "<m:SendDocument xmlns:m=\"" + WireTypes.MESSAGES + "\" xmlns:t=\"" + WireTypes.TYPES + "\">"
                + "<m:RequestContext><t:Bus>b</t:Bus><t:RequestId>r</t:RequestId></m:RequestContext>"
                + "<m:MessageId>m-1</m:MessageId><m:Edxml><t:Length>3</t:Length><t:Sha256>" + "0".repeat(64)
                + "</t:Sha256><t:Content>PGE+</t:Content></m:Edxml>" + attachment("INLINE") + attachment("PART")
                + "</m:SendDocument>";
        assertThat(TYPES.read(envelope(good).operation(), SendDocument.class).getAttachment())
                .hasSize(2);
        assertThat(good).contains(was);
        Refusal refusal = refusal(good.replace(was, is), SendDocument.class);
        assertThat(refusal.code()).isEqualTo(RefusalCode.REQUEST_INVALID);
        assertThat(refusal.element()).contains("Envelope/Body/" + place);
        assertThat(refusal.facts().get("what")).startsWith("Envelope/Body/" + place + ": cvc-");
    }

    @Test
    void passesOverWhatALaterMinorVersionAddsToAnAnswerAndOnlyThere() {
        String later = "<m:Later/><m:Later><t:Deep>x</t:Deep></m:Later>";
        String good = "<m:ReleaseDocumentResponse xmlns:m=\"" + WireTypes.MESSAGES + "\" xmlns:t=\"" + WireTypes.TYPES
                + "\"><m:Answer><m:AnswerContext><t:Bus>b</t:Bus><t:AnsweredAt>2026-11-24T05:00:00Z</t:AnsweredAt>"
                + "<t:New>1</t:New></m:AnswerContext><m:DeliveryId>d</m:DeliveryId>"
                + "<m:WaitingFrom>2026-11-24T05:00:00Z</m:WaitingFrom>" + later
                + "</m:Answer></m:ReleaseDocumentResponse>";
        Element answer = envelope(good).operation();

        assertThat(TYPES.readAnswer(answer, ReleaseDocumentResponse.class)
                        .getAnswer()
                        .getDeliveryId())
                .isEqualTo("d");
        assertThat(answer.getTextContent())
                .as("the verified tree stays as it is")
                .contains("x");
        assertThat(refusal(good, ReleaseDocumentResponse.class).code()).isEqualTo(RefusalCode.REQUEST_INVALID);
        Element incomplete =
                envelope(good.replace("<m:DeliveryId>d</m:DeliveryId>", "")).operation();
        assertThat(catchThrowableOfType(
                        RefusedException.class, () -> TYPES.readAnswer(incomplete, ReleaseDocumentResponse.class)))
                .isNotNull();
    }

    @Test
    void refusesTimeWithoutOffset() {
        String xml = "<m:ConfirmDocument xmlns:m=\"" + WireTypes.MESSAGES + "\" xmlns:t=\"" + WireTypes.TYPES + "\">"
                + "<m:RequestContext><t:Bus>b</t:Bus><t:RequestId>r</t:RequestId></m:RequestContext>"
                + "<m:DeliveryId>d</m:DeliveryId><m:MessageId>m</m:MessageId><m:DocumentId>x</m:DocumentId>"
                + "<m:EdxmlSha256>" + "0".repeat(64) + "</m:EdxmlSha256><m:Outcome>TAKEN</m:Outcome>"
                + "<m:TakenAt>2026-11-24T05:00:00</m:TakenAt></m:ConfirmDocument>";
        assertThat(refusal(xml, ConfirmDocument.class).element()).contains("Envelope/Body/ConfirmDocument/TakenAt");
        String good = xml.replace("05:00:00<", "05:00:00.1234567+07:00<");
        ConfirmDocument read = TYPES.read(envelope(good).operation(), ConfirmDocument.class);
        assertThat(read.getTakenAt()).isEqualTo(OffsetDateTime.parse("2026-11-23T22:00:00.1234567Z"));
    }

    @Test
    void readsAndWritesInManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> tasks = IntStream.range(1, 60)
                    .<Callable<Integer>>mapToObj(n ->
                            () -> TYPES.read(TYPES.write(letter(n), SoapEnvelopes.newDocument()), SendDocument.class)
                                    .getAttachment()
                                    .size())
                    .toList();
            List<Future<Integer>> sizes = threads.invokeAll(tasks, 60, TimeUnit.SECONDS);
            for (int i = 0; i < sizes.size(); i++) {
                assertThat(sizes.get(i).get()).isEqualTo(i + 1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void readsSevenMegabytesInline() {
        SendDocument letter = letter(1);
        letter.getAttachment().get(0).setContent(new byte[7 * 1024 * 1024]);
        SendDocument read = TYPES.read(TYPES.write(letter, SoapEnvelopes.newDocument()), SendDocument.class);
        assertThat(read.getAttachment().get(0).getContent()).hasSize(7 * 1024 * 1024);
    }

    private static SendDocument letter(int attachments) {
        RequestContext context = new RequestContext();
        context.setBus("urn:lienthong:bus:test");
        context.setRequestId("r-1");
        EdxmlContent edxml = new EdxmlContent();
        edxml.setLength(8);
        edxml.setSha256("0".repeat(64));
        edxml.setContent("<edXML/>".getBytes(StandardCharsets.UTF_8));
        SendDocument letter = new SendDocument();
        letter.setRequestContext(context);
        letter.setMessageId("m-1");
        letter.setEdxml(edxml);
        for (int i = 0; i < attachments; i++) {
            SentAttachment attachment = new SentAttachment();
            attachment.setContentId("a" + i);
            attachment.setName("Công văn.pdf");
            attachment.setMediaType("application/pdf");
            attachment.setLength(3);
            attachment.setSha256("1".repeat(64));
            attachment.setCarriage(Carriage.INLINE);
            attachment.setContent(new byte[] {1, 2, 3});
            letter.getAttachment().add(attachment);
        }
        return letter;
    }

    private static String attachment(String carriage) {
        return "<m:Attachment><t:ContentId>a" + carriage
                + "</t:ContentId><t:Name>n</t:Name><t:MediaType>a/b</t:MediaType>"
                + "<t:Length>0</t:Length><t:Sha256>" + "1".repeat(64) + "</t:Sha256><t:Carriage>" + carriage
                + "</t:Carriage></m:Attachment>";
    }

    private static Envelope envelope(String operation) {
        String xml = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + operation
                + "</s:Body></s:Envelope>";
        return new EnvelopeReader().read(xml.getBytes(StandardCharsets.UTF_8), SoapVersion.SOAP_11);
    }

    private static Refusal refusal(String operation, Class<?> type) {
        Element element = envelope(operation).operation();
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> TYPES.read(element, type));
        assertThat(refused).as(operation).isNotNull();
        return refused.refusal();
    }
}
