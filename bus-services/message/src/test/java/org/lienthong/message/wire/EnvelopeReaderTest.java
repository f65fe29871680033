package org.lienthong.message.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

class EnvelopeReaderTest {

    private static final String S11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String S12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String OPERATION = "<m:CheckConnection xmlns:m=\"urn:lienthong:exchange:1\"/>";
    private static final String XENC = "xmlns=\"http://www.w3.org/2001/04/xmlenc#\"";

    private final EnvelopeReader reader = new EnvelopeReader();

    @Test
    void givesPartsAndBytesAndOperation() {
        byte[] bytes = utf8(envelope("<h xmlns=\"urn:h\" Id=\"one\"/>", OPERATION));
        Envelope envelope = reader.read(bytes, SoapVersion.SOAP_11);
        assertThat(envelope.bytes()).isSameAs(bytes);
        assertThat(envelope.version()).isEqualTo(SoapVersion.SOAP_11);
        assertThat(envelope.operationName()).isEqualTo(new QName("urn:lienthong:exchange:1", "CheckConnection"));
        assertThat(envelope.operation().getParentNode()).isSameAs(envelope.body());
        assertThat(envelope.header()).isPresent();
        assertThat(envelope.addressing()).isEmpty();
        assertThat(envelope.byId("one").orElseThrow().getLocalName()).isEqualTo("h");
        assertThat(envelope.byId("two")).isEmpty();
    }

    @Test
    void readsEnvelopeWithoutHeaderInEitherVersion() {
        assertThat(read("<s:Envelope xmlns:s=\"" + S11 + "\"><s:Body>" + OPERATION + "</s:Body></s:Envelope>")
                        .header())
                .isEmpty();
        Envelope twelve = reader.read(
                utf8("<Envelope xmlns=\"" + S12 + "\"><Body>" + OPERATION + "</Body></Envelope>"), SoapVersion.SOAP_12);
        assertThat(twelve.version()).isEqualTo(SoapVersion.SOAP_12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x><s:Envelope xmlns:s='{11}'><s:Body>{op}</s:Body></s:Envelope>",
                "<!DOCTYPE x [<!ENTITY a 'b'>]><s:Envelope xmlns:s='{11}'><s:Body><o>&a;</o></s:Body></s:Envelope>",
                "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'><s:Envelope xmlns:s='{11}'><s:Body>{op}</s:Body></s:Envelope>",
                "<?pi x?><s:Envelope xmlns:s='{11}'><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body><o><?pi x?></o></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body>{op}</s:Body></s:Envelope><?pi x?>",
                "<!-- c --><s:Envelope xmlns:s='{11}'><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body><o>a<!-- c -->b</o></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body>{op}</s:Body></s:Envelope><!-- c -->",
                "<s:Envelope xmlns:s='{11}'><s:Body>{op}</s:Body><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body>{op}</s:Body><s:Header/></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Header/><s:Header/><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Header/><s:Body>{op}</s:Body><x/></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><x/><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Header/></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'/>",
                "<s:Envelope xmlns:s='{11}'>x<s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body>x{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body>{op}{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}' xmlns:t='{12}'><t:Body>{op}</t:Body><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}' xmlns:t='{12}'><t:Body>{op}</t:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}' xmlns:t='{12}'><s:Header><t:Upgrade/></s:Header><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}' xmlns:t='{12}'><s:Body><t:Fault/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}' xmlns:t='{12}'><s:Header><t:Body/></s:Header><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Header><w><s:Body>{op}</s:Body></w></s:Header><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Header><s:Body>{op}</s:Body></s:Header><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body><s:Envelope><s:Body/></s:Envelope></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Envelope/><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Header><a Id='x'/><b Id='x'/></s:Header><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Header><a Id='x'/><b xmlns:u='urn:u' u:id='x'/></s:Header><s:Body>{op}</s:Body></s:Envelope>",
                "<?xml version='1.1'?><s:Envelope xmlns:s='{11}'><s:Body>{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body>{op}</s:Body>",
                "<s:Envelope xmlns:s='{11}'><s:Body>&undeclared;{op}</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body><p:unbound/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='{11}'><s:Body><o a='1' a='2'/></s:Body></s:Envelope>",
                "<soap xmlns='{11}'/>",
                "{}",
                ""
            })
    void refusesAsMalformed(String pattern) {
        String xml = pattern.replace("{11}", S11).replace("{12}", S12).replace("{op}", OPERATION);
        assertThat(refusal(xml).code()).isEqualTo(RefusalCode.MALFORMED);
    }

    @Test
    void refusesOtherSoapVersionThanAnnouncedOrNone() {
        String twelve = "<s:Envelope xmlns:s='" + S12 + "'><s:Body>" + OPERATION + "</s:Body></s:Envelope>";
        assertThat(refusal(twelve).code()).isEqualTo(RefusalCode.VERSION_MISMATCH);
        assertThat(refusal(twelve.replace(S12, "urn:soap:0")).facts()).containsEntry("found", "urn:soap:0");
    }

    @Test
    void refusesEncryptionAnywhereBeforeAnythingElseIsJudged() {
        assertThat(refusal(envelope("<EncryptedKey " + XENC + "/>", OPERATION)).code())
                .isEqualTo(RefusalCode.ENCRYPTION_NOT_SUPPORTED);
        Refusal refusal = refusal(envelope("", "<EncryptedData " + XENC + "/><EncryptedData " + XENC + "/>"));
        assertThat(refusal.code()).isEqualTo(RefusalCode.ENCRYPTION_NOT_SUPPORTED);
        assertThat(refusal.element()).contains("Envelope/Body/EncryptedData[1]");
    }

    @Test
    void refusesXopIncludeAnywhere() {
        String include = "<x:Include xmlns:x=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:a\"/>";
        assertThat(refusal(envelope("", "<o><c>" + include + "</c></o>")).code())
                .isEqualTo(RefusalCode.MTOM_NOT_SUPPORTED);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "UTF-8,-,-,true",
                "UTF-8,utf-8,-,true",
                "UTF-8,UTF-8,utf-8,true",
                "UTF-8,-,UTF-8,true",
                "UTF-8,iso-8859-1,-,false",
                "UTF-8,-,iso-8859-1,false",
                "UTF-8,utf-16,-,false",
                "UTF-8,-,utf-16,false",
                "UTF-8,-,utf-7,false",
                "UTF-8,-,IBM037,false",
                "UTF-16,-,-,true",
                "UTF-16,utf-16,utf-16,true",
                "UTF-16,utf-8,-,false",
                "UTF-16,-,utf-8,false",
                "UTF-16LE,-,-,false",
                "UTF-16LE,-,utf-16,true",
                "UTF-16BE,utf-16be,UTF-16BE,true",
                "UTF-32,-,-,false",
                "UTF-32LE,-,-,false",
                "IBM037,-,IBM037,false"
            })
    void readsUtf8AndUtf16WhereNothingContradicts(String actual, String announced, String declared, boolean readable) {
        String declaration = declared == null ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>";
        byte[] bytes = (declaration + envelope("", "<o>Liên Thông – 𝄞</o>")).getBytes(Charset.forName(actual));
        Announced said = new Announced(SoapVersion.SOAP_11, Optional.ofNullable(announced), Optional.empty());
        if (readable) {
            assertThat(Tree.text(reader.read(bytes, said).operation())).isEqualTo("Liên Thông – 𝄞");
        } else {
            RefusedException refused = catchThrowableOfType(RefusedException.class, () -> reader.read(bytes, said));
            assertThat(refused).isNotNull();
            assertThat(refused.refusal().code()).isEqualTo(RefusalCode.MALFORMED);
        }
    }

    @Test
    void skipsUtf8ByteOrderMarkAndRefusesBrokenUtf8() {
        assertThat(read("\uFEFF" + envelope("", OPERATION)).operationName().getLocalPart())
                .isEqualTo("CheckConnection");
        byte[] latin = envelope("", "<o>é</o>").getBytes(StandardCharsets.ISO_8859_1);
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> reader.read(latin, SoapVersion.SOAP_11));
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.MALFORMED);
        byte[] overlong = envelope("", "<o>//</o>").getBytes(StandardCharsets.ISO_8859_1);
        int at = new String(overlong, StandardCharsets.ISO_8859_1).indexOf("//<");
        overlong[at] = (byte) 0xC0;
        overlong[at + 1] = (byte) 0xAF;
        assertThat(catchThrowableOfType(RefusedException.class, () -> reader.read(overlong, SoapVersion.SOAP_11)))
                .isNotNull();
    }

    @Test
    void refusesDepthAndAttributesAndNodesBeyondLimits() {
        assertThat(refusal(envelope("", "<a>".repeat(63) + "</a>".repeat(63))).code())
                .isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(read(envelope("", "<a>".repeat(62) + "</a>".repeat(62)))
                        .operationName()
                        .getLocalPart())
                .isEqualTo("a");
        assertThat(refusal(envelope("", "<o" + attributes(65) + "/>")).code())
                .isIn(RefusalCode.TOO_LARGE, RefusalCode.MALFORMED);
        assertThat(read(envelope("", "<o" + attributes(64) + "/>"))
                        .operationName()
                        .getLocalPart())
                .isEqualTo("o");
        assertThat(refusal(envelope("", "<o" + declarations(65) + "/>")).code())
                .isIn(RefusalCode.TOO_LARGE, RefusalCode.MALFORMED);
        assertThat(refusal(envelope("", "<o a=\"" + "x".repeat(8193) + "\"/>")).code())
                .isEqualTo(RefusalCode.MALFORMED);
        assertThat(refusal(envelope("", "<o>" + "<a/>".repeat(250_000) + "</o>"))
                        .code())
                .isIn(RefusalCode.TOO_LARGE, RefusalCode.MALFORMED);
        assertThat(refusal(envelope("", "<o>" + ("<a" + attributes(60) + "/>").repeat(5000) + "</o>"))
                        .code())
                .isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(refusal(envelope("<h xmlns=\"urn:h\"/>".repeat(33), OPERATION))
                        .code())
                .isEqualTo(RefusalCode.TOO_LARGE);
    }

    @Test
    void readsSevenMegabytesOfBase64InOneText() {
        String content = "QUFB".repeat(7 * 1024 * 1024 / 3);
        Envelope envelope = read(envelope("", "<o>" + content + "</o>"));
        assertThat(Tree.text(envelope.operation())).hasSize(content.length());
        assertThat(refusal(envelope("", "<o>" + "A".repeat(12_000_001) + "</o>"))
                        .code())
                .isEqualTo(RefusalCode.TOO_LARGE);
    }

    @Test
    void refusesHeadersThatMustBeUnderstoodNamingThem() {
        String block = "<h xmlns=\"urn:h\" s:mustUnderstand=\"1\"{actor}/>";
        Refusal refusal = refusal(envelope(block.replace("{actor}", ""), OPERATION));
        assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_UNDERSTOOD);
        assertThat(refusal.facts()).containsEntry("found", "{urn:h}h");
        String next = " s:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"";
        assertThat(refusal(envelope(block.replace("{actor}", next), OPERATION)).code())
                .isEqualTo(RefusalCode.NOT_UNDERSTOOD);
        assertThat(read(envelope(block.replace("{actor}", " s:actor=\"urn:another\""), OPERATION))
                        .header())
                .isPresent();
        assertThat(read(envelope("<h xmlns=\"urn:h\" s:mustUnderstand=\"0\"/>", OPERATION))
                        .header())
                .isPresent();
        String ultimate = envelope(
                        "<h xmlns=\"urn:h\" s:mustUnderstand=\"true\" s:role=\"" + S12 + "/role/ultimateReceiver\"/>",
                        OPERATION)
                .replace(S11, S12);
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> reader.read(utf8(ultimate), SoapVersion.SOAP_12));
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.NOT_UNDERSTOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {Addressing.WSA_2005, Addressing.WSA_2004})
    void understandsAddressing(String namespace) {
        String anonymous = namespace + (namespace.equals(Addressing.WSA_2004) ? "/role/anonymous" : "/anonymous");
        String blocks = block(namespace, "To", "http://bus")
                + block(namespace, "Action", "urn:x:CheckConnection")
                + block(namespace, "MessageID", " urn:uuid:1 ")
                + block(namespace, "ReplyTo", block(namespace, "Address", anonymous));
        Addressing addressing = read(envelope(blocks, OPERATION)).addressing().orElseThrow();
        assertThat(addressing)
                .isEqualTo(new Addressing(namespace, Optional.of("urn:uuid:1"), Optional.of("urn:x:CheckConnection")));
        String elsewhere = block(namespace, "ReplyTo", block(namespace, "Address", "http://evil.example/"));
        assertThat(refusal(envelope(elsewhere, OPERATION)).code()).isEqualTo(RefusalCode.ADDRESSING_REFUSED);
        assertThat(refusal(envelope(elsewhere.replace("ReplyTo", "FaultTo"), OPERATION))
                        .code())
                .isEqualTo(RefusalCode.ADDRESSING_REFUSED);
        String action = block(namespace, "Action", "urn:x/CheckConnection");
        assertThat(refusal(envelope(action + action, OPERATION)).code()).isEqualTo(RefusalCode.ADDRESSING_REFUSED);
        assertThat(refusal(envelope(block(namespace, "Action", "urn:x/SendDocument"), OPERATION))
                        .code())
                .isEqualTo(RefusalCode.ACTION_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "'',true",
        "'\"\"',true",
        "CheckConnection,true",
        "'\"CheckConnection\"',true",
        "'\"urn:lienthong:exchange:1/CheckConnection\"',true",
        "urn:lienthong:exchange:1/CheckConnection,true",
        "http://x/#CheckConnection,true",
        "urn:lienthong:service:1:DocumentExchange:CheckConnectionRequest,true",
        "SendDocument,false",
        "urn:lienthong:exchange:1/SendDocument,false",
        "checkconnection,false",
        "CheckConnection/,false"
    })
    void comparesSoapActionWithOperation(String action, boolean same) {
        Announced said = new Announced(SoapVersion.SOAP_11, Optional.empty(), Optional.of(action));
        byte[] bytes = utf8(envelope("", OPERATION));
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> reader.read(bytes, said));
        if (same) {
            assertThat(refused).isNull();
        } else {
            assertThat(refused.refusal().code()).isEqualTo(RefusalCode.ACTION_MISMATCH);
            assertThat(refused.refusal().facts()).containsEntry("expected", "CheckConnection");
        }
    }

    @Test
    void tellsWhereXmlBreaksAndNothingOfTheParser() {
        Refusal refusal = refusal("<s:Envelope xmlns:s=\"" + S11 + "\">\n<s:Body></x>");
        assertThat(refusal.facts().get("what"))
                .startsWith("XML, line 2, column ")
                .doesNotContain("ctc");
    }

    private Envelope read(String xml) {
        return reader.read(utf8(xml), SoapVersion.SOAP_11);
    }

    private Refusal refusal(String xml) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> read(xml));
        assertThat(refused).as(xml.substring(0, Math.min(xml.length(), 300))).isNotNull();
        return refused.refusal();
    }

    private static String envelope(String blocks, String content) {
        return "<s:Envelope xmlns:s=\"" + S11 + "\"><s:Header>" + blocks + "</s:Header><s:Body>" + content
                + "</s:Body></s:Envelope>";
    }

    private static String block(String namespace, String name, String content) {
        return "<a:" + name + " xmlns:a=\"" + namespace + "\">" + content + "</a:" + name + ">";
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" a").append(i).append("=\"\"");
        }
        return text.toString();
    }

    private static String declarations(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" xmlns:a").append(i).append("=\"urn:").append(i).append("\"");
        }
        return text.toString();
    }

    private static byte[] utf8(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
