package org.lienthong.message.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Violation;

class EdxmlReaderTest {

    private final EdxmlReader reader = new EdxmlReader();

    private EdxmlReading read(String message) {
        return reader.read(Messages.utf8(message));
    }

    private List<String> rules(String message) {
        return read(message).violations().stream().map(Violation::ruleId).toList();
    }

    @Test
    void readsDocumentInTheOrderOfTheStandard() {
        EdxmlReading reading = read(Messages.LETTER);

        assertThat(reading.violations()).isEmpty();
        assertThat(reading.secret()).isEmpty();
        assertThat(reading.document())
                .contains(new EdxmlDocument(
                        new OrganId("G98"),
                        "Văn phòng Ví Dụ",
                        List.of(new OrganId("000.00.00.H97"), new OrganId("H96.01.002")),
                        new DocumentId("G98,2026/11/20,125/VPVD-TTĐT"),
                        "125/VPVD-TTĐT",
                        "V/v kết nối, liên thông phần mềm quản lý văn bản",
                        Optional.of("Công văn"),
                        "2026/11/20",
                        Optional.of("2026/12/01"),
                        1,
                        BussinessDocType.NEW,
                        List.of(
                                new ManifestEntry(new ContentId("125-1"), "application/pdf", "125.signed.pdf"),
                                new ManifestEntry(new ContentId("125-2"), "application/octet-stream", "phu-luc.xlsx")),
                        List.of(new EncodedAttachment(new ContentId("125-1"), "125.signed.pdf", "application/zip"))));
    }

    @Test
    void readsTheOrderOfTheFieldAsTheSameDocument() {
        assertThat(read(Messages.LETTER_IN_SDK_ORDER).document())
                .isPresent()
                .isEqualTo(read(Messages.LETTER).document());
    }

    @Test
    void readsStatusMessage() {
        StatusReading reading = reader.readStatus(Messages.utf8(Messages.STATUS));

        assertThat(reading.violations()).isEmpty();
        assertThat(reading.status())
                .contains(new EdxmlStatus(
                        new OrganId("000.00.00.H97"),
                        "UBND tỉnh Thí Dụ",
                        new OrganId("G98"),
                        new DocumentId("G98,2026/11/20,125/VPVD-TTĐT"),
                        "125/VPVD-TTĐT",
                        StatusCode.RECEIVED,
                        Optional.of("Đã vào sổ văn bản đến"),
                        LocalDateTime.of(2026, 11, 20, 9, 15)));
    }

    @Test
    void tellsLineAndColumnOfTheElementAtFault() {
        String message = Messages.edit(Messages.LETTER, "H96.01.002", "h96");

        Violation violation = read(message).violations().get(0);

        assertThat(violation.element()).isEqualTo("edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[2]/OrganId");
        List<String> lines = message.lines().toList();
        assertThat(lines.get(violation.line() - 1).substring(violation.column() - 1))
                .startsWith("<edXML:OrganId>h96</edXML:OrganId>");
    }

    @Test
    void tellsTheColumnAlsoWhereElementsShareALine() {
        String message = Messages.LETTER.replaceAll("\\n\\s*", "");

        Violation violation = read(Messages.edit(message, "<edXML:Priority>1", "<edXML:Priority>9"))
                .violations()
                .get(0);

        assertThat(message.substring(message.indexOf('\n') + 1).substring(violation.column() - 1))
                .startsWith("<edXML:Priority>");
    }

    @Test
    void keepsOutlineOfDocumentThatBreaksRules() {
        EdxmlReading reading = read(Messages.edit(
                Messages.edit(Messages.LETTER, "<edXML:Priority>1", "<edXML:Priority>9"),
                "H96.01.002",
                "000.00.00.H97"));

        assertThat(reading.document()).isEmpty();
        assertThat(reading.outline())
                .contains(new EdxmlOutline(
                        new OrganId("G98"),
                        List.of(new OrganId("000.00.00.H97"), new OrganId("000.00.00.H97")),
                        new DocumentId("G98,2026/11/20,125/VPVD-TTĐT"),
                        BussinessDocType.NEW));
    }

    @Test
    void hasNoOutlineWhereARecipientCannotBeRead() {
        assertThat(read(Messages.edit(Messages.LETTER, "H96.01.002", "")).outline())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<edXML:ResponseFor/>", "<edXML:ResponseFor><edXML:OrganId></edXML:OrganId></edXML:ResponseFor>"
            })
    void emptyResponseForMeansNothing(String empty) {
        assertThat(rules(Messages.edit(Messages.LETTER, "<edXML:ResponseFor>", empty + "<edXML:ResponseFor>")))
                .isEmpty();
    }

    @Test
    void optionalElementsMayBeEmpty() {
        String message = Messages.edit(Messages.LETTER, "2026/12/01", "");
        message = Messages.edit(message, "<edXML:Priority>1", "<edXML:Priority>");

        EdxmlDocument document = read(message).document().orElseThrow();

        assertThat(document.dueDate()).isEmpty();
        assertThat(document.priority()).isZero();
    }

    @Test
    void contentMayBeEmptyButMustBeThere() {
        String whole = "<edXML:Content>Đề nghị các cơ quan cử đầu mối kỹ thuật.</edXML:Content>";

        assertThat(rules(Messages.edit(Messages.LETTER, whole, "<edXML:Content/>")))
                .isEmpty();
        assertThat(rules(Messages.edit(Messages.LETTER, whole, ""))).containsExactly("ED-REQUIRED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G22",
                "H29.12",
                "H37.DN.001",
                "000.00.00.G22",
                "28.22.H17",
                "01.02.G22",
                "001.00.20.TT2",
                "0100109106"
            })
    void codesOfTheOldAndTheNewSystemAreAgencyCodes(String code) {
        assertThat(rules(Messages.edit(Messages.LETTER, "H96.01.002", code))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "h53",
                "H5",
                "VPCP",
                "000.00.00.G2",
                "H29.",
                ".H29",
                "H29..1",
                "H29 12",
                "H29.12.34567890123456789012345678901234"
            })
    void otherTextsAreNot(String code) {
        assertThat(rules(Messages.edit(Messages.LETTER, "H96.01.002", code))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9fbfbad2-f1f8-4256-a2eb-50fb1061cddb",
                "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT",
                "G98,2024/02/29,12/NQ-CP/x"
            })
    void documentIdHasThreePartsOrIsAKeyOfTheSender(String id) {
        assertThat(rules(Messages.edit(
                        Messages.LETTER,
                        "G98,2026/11/20,125/VPVD-TTĐT</edXML:DocumentId>",
                        id + "</edXML:DocumentId>")))
                .isEmpty();
    }

    @Test
    void valuesAreReadWithoutTheWhiteSpaceAroundThem() {
        String message = Messages.edit(Messages.LETTER, "H96.01.002", "\n            H96.01.002\n          ");

        assertThat(read(message).document().orElseThrow().to()).contains(new OrganId("H96.01.002"));
    }

    @Test
    void lengthCountsComposedCharacters() {
        String subject = "ệ".repeat(500);
        String decomposed = Normalizer.normalize(subject, Normalizer.Form.NFD);
        String old = "V/v kết nối, liên thông phần mềm quản lý văn bản";

        assertThat(rules(Messages.edit(Messages.LETTER, old, decomposed))).isEmpty();
        assertThat(rules(Messages.edit(Messages.LETTER, old, decomposed + "x"))).containsExactly("ED-LENGTH");
        assertThat(rules(Messages.edit(Messages.LETTER, old, "x".repeat(100_000))))
                .containsExactly("ED-LENGTH");
    }

    @Test
    void placesTogetherHaveALimitToo() {
        String places = "<edXML:Place>" + "x".repeat(150) + "</edXML:Place>";

        assertThat(rules(Messages.edit(Messages.LETTER, "<edXML:ToPlaces>", "<edXML:ToPlaces>" + places.repeat(7))))
                .containsExactly("ED-PLACES-LENGTH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://www.go.vn/eDoc", "http://www.e-doc.vn/Schema/", ""})
    void rootOfALocalBusIsRefusedWithAHint(String namespace) {
        String message = "<edXMLEnvelope xmlns=\"" + namespace + "\"><edXMLHeader/></edXMLEnvelope>";

        List<Violation> violations = read(message).violations();

        assertThat(violations).extracting(Violation::ruleId).containsExactly("ED-ROOT-ENVELOPE");
        assertThat(violations.get(0).messageEn()).contains("{" + namespace + "}edXMLEnvelope", Scan.QCVN);
        assertThat(violations.get(0).messageVi()).contains("{" + namespace + "}edXMLEnvelope", Scan.QCVN);
    }

    @Test
    void otherRootsAreRefusedWithOneViolation() {
        assertThat(
                        rules(
                                "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body/></soap:Envelope>"))
                .containsExactly("ED-ROOT-SOAP");
        assertThat(rules("<document xmlns=\"urn:x\"><a/><b/></document>")).containsExactly("ED-ROOT");
    }

    @Test
    void byteOrderMarkIsAllowed() {
        assertThat(rules("\uFEFF" + Messages.LETTER)).isEmpty();
    }

    @Test
    void bytesOfAnotherEncodingAreNotXml() {
        byte[] latin = Messages.LETTER.getBytes(StandardCharsets.UTF_8);
        latin[Messages.LETTER.indexOf("OrganId>G98") + 8] = (byte) 0xC3;

        List<Violation> violations = reader.read(latin).violations();

        assertThat(violations).extracting(Violation::ruleId).containsExactly("ED-NOT-WELL-FORMED");
    }

    @Test
    void utf16IsReportedOnce() {
        String message = Messages.LETTER.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");

        assertThat(reader.read(message.getBytes(StandardCharsets.UTF_16)).violations())
                .extracting(Violation::ruleId)
                .containsExactly("ED-ENCODING");
    }

    @Test
    void listsOfTheOperatorStandForTheBuiltInOnes(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("lists"));
        Files.writeString(folder.resolve("lists/steering-types.txt"), "# ours\n7 | riêng | own\n");

        EdxmlReader own = new EdxmlReader(folder);

        String message = Messages.edit(Messages.LETTER, "<edXML:SteeringType>1", "<edXML:SteeringType>7");
        assertThat(own.read(Messages.utf8(message)).violations()).isEmpty();
        assertThat(own.read(Messages.utf8(Messages.LETTER)).violations())
                .extracting(Violation::ruleId)
                .containsExactly("ED-CODE");
    }

    @Test
    void listThatNamesAValueUnknownToTheBusIsRefusedAtTheStart(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("lists"));
        Files.writeString(folder.resolve("lists/bussiness-doc-types.txt"), "0 | mới | new\n4 | khác | other\n");

        assertThatThrownBy(() -> new EdxmlReader(folder)).hasMessageContaining("bussiness-doc-types");
    }

    @Test
    void manyThreadsMayReadAtOnce() throws Exception {
        String broken = Messages.edit(Messages.LETTER, "<edXML:Priority>1", "<edXML:Priority>9");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> readings = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(() -> rules(i % 2 == 0 ? Messages.LETTER : broken)))
                    .toList();
            for (int i = 0; i < readings.size(); i++) {
                assertThat(readings.get(i).get(30, TimeUnit.SECONDS))
                        .isEqualTo(i % 2 == 0 ? List.of() : List.of("ED-CODE"));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
