package org.lienthong.message.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;

class EdxmlWriterTest {

    private final EdxmlWriter writer = new EdxmlWriter();
    private final EdxmlReader reader = new EdxmlReader();

    private static Letter letter(String subject, List<LetterAttachment> attachments) {
        return new Letter(
                new Letter.Party(new OrganId("G98"), "Văn phòng Ví Dụ"),
                List.of(
                        new Letter.Party(new OrganId("H97"), "UBND tỉnh Thí Dụ"),
                        new Letter.Party(new OrganId("H96.01.002"), "Sở Mẫu Mực")),
                new DocumentId("G98,2026/11/20,125/VPVD-TTĐT"),
                "125",
                "VPVD-TTĐT",
                Optional.of("Hà Nội"),
                LocalDate.of(2026, 11, 20),
                Letter.Kind.OFFICIAL_LETTER,
                subject,
                "",
                new Letter.Signer(Optional.of("TL. CHÁNH VĂN PHÒNG"), Optional.of("Trưởng phòng"), "Người Ký Mẫu"),
                Optional.of(LocalDate.of(2026, 12, 1)),
                List.of("Như trên", "Lưu: VT"),
                3,
                BussinessDocType.NEW,
                "Văn bản điện tử mới",
                Instant.parse("2026-11-19T18:30:00Z"),
                attachments);
    }

    private static final List<LetterAttachment> FILES = List.of(
            LetterAttachment.inside(
                    new ContentId("125-1"),
                    "125.pdf",
                    "application/pdf",
                    "Văn bản thử".getBytes(StandardCharsets.UTF_8)),
            LetterAttachment.beside(new ContentId("125-2"), "phu-luc.xlsx", "application/vnd.ms-excel"));

    @Test
    void writesTheOrderOfTheStandardByteForByteAsEver() {
        assertThat(new String(writer.write(letter("V/v kết nối", FILES)), StandardCharsets.UTF_8))
                .isEqualTo(Messages.load("written-letter.edxml"));
    }

    @Test
    void writesWhatTheReaderAccepts() {
        EdxmlReading reading = reader.read(writer.write(letter("V/v kết nối", FILES)));

        assertThat(reading.violations()).isEmpty();
        EdxmlDocument document = reading.document().orElseThrow();
        assertThat(document.to()).containsExactly(new OrganId("H97"), new OrganId("H96.01.002"));
        assertThat(document.code()).isEqualTo("125/VPVD-TTĐT");
        assertThat(document.priority()).isEqualTo(3);
        assertThat(document.manifest())
                .containsExactly(
                        new ManifestEntry(new ContentId("125-1"), "application/pdf", "125.pdf"),
                        new ManifestEntry(new ContentId("125-2"), "application/vnd.ms-excel", "phu-luc.xlsx"));
        assertThat(document.encoded())
                .containsExactly(new EncodedAttachment(new ContentId("125-1"), "125.pdf", "application/pdf"));
    }

    @Test
    void carriesMarkupAndEveryCharacterInValues() {
        String subject = "A & B <c> \"d\" 'e' ]]> \t 𝄞 ế";

        assertThat(reader.read(writer.write(letter(subject, List.of())))
                        .document()
                        .orElseThrow()
                        .subject())
                .isEqualTo(subject);
    }

    private static final StatusNote NOTE = new StatusNote(
            new Letter.Party(new OrganId("H97"), "UBND tỉnh Thí Dụ"),
            new StatusNote.About(
                    new OrganId("G98"),
                    "125/VPVD-TTĐT",
                    Optional.of(LocalDate.of(2026, 11, 20)),
                    new DocumentId("G98,2026/11/20,125/VPVD-TTĐT")),
            Optional.of(new StatusNote.Staff(
                    Optional.of("Phòng Hành chính"), Optional.of("Văn Thư Nhận"), Optional.empty(), Optional.empty())),
            StatusCode.RECEIVED,
            Optional.of("Đã vào sổ văn bản đến"),
            Instant.parse("2026-11-20T02:15:00Z"));

    @Test
    void writesAStatusMessageByteForByteAsEver() {
        assertThat(new String(writer.write(NOTE), StandardCharsets.UTF_8))
                .isEqualTo(Messages.load("status-03.edxml").replace("000.00.00.H97", "H97"));
    }

    @ParameterizedTest
    @EnumSource(StatusCode.class)
    void writesStatusMessagesThatTheReaderAccepts(StatusCode code) {
        StatusReading reading = reader.readStatus(writer.write(
                StatusNote.of(NOTE.from(), NOTE.about(), code, NOTE.at()).describedAs("a < b & c")));

        assertThat(reading.violations()).isEmpty();
        EdxmlStatus status = reading.status().orElseThrow();
        assertThat(status.statusCode()).isEqualTo(code);
        assertThat(status.from()).isEqualTo(new OrganId("H97"));
        assertThat(status.counterpart()).isEqualTo(new OrganId("G98"));
        assertThat(status.documentId()).isEqualTo(NOTE.about().documentId());
        assertThat(status.description()).contains("a < b & c");
        assertThat(status.at()).isEqualTo(LocalDateTime.of(2026, 11, 20, 9, 15));
    }
}
