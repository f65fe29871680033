package org.lienthong.simulator.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.edxml.EdxmlReading;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.LetterAttachment;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.OrganId;

class OfficialLetterTest {

    private static final OfficialLetter LETTER =
            SampleLetters.onTheBus(7816, LocalDate.of(2026, 11, 4), "Ủy ban nhân dân Thành phố Hồ Chí Minh");

    @Test
    void setsOnePageThatReadsInVietnamese() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(new LetterPdf().render(LETTER))) {
            String text = new PDFTextStripper().getText(pdf);

            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            assertThat(text)
                    .contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                    .contains("Độc lập - Tự do - Hạnh phúc")
                    .contains("VĂN PHÒNG CHÍNH PHỦ")
                    .contains("Số: 7816/VPCP-KSTT")
                    .contains("Hà Nội, ngày 04 tháng 11 năm 2026")
                    .contains("Kính gửi: Ủy ban nhân dân Thành phố Hồ Chí Minh.")
                    .contains("không có giá trị pháp lý");
        }
    }

    @Test
    void writesEdxmlThatKeepsEveryRule() {
        Letter.Party from = new Letter.Party(new OrganId("G22"), "Văn phòng Chính phủ");
        byte[] edxml = new LetterEdxml()
                .write(
                        LETTER,
                        from,
                        List.of(new Letter.Party(new OrganId("H29"), "Ủy ban nhân dân Thành phố Hồ Chí Minh")),
                        List.of(LetterAttachment.beside(new ContentId("cong-van.pdf"), "7816.pdf", "application/pdf")),
                        Instant.parse("2026-11-04T01:00:00Z"));

        EdxmlReading reading = new EdxmlReader().read(edxml);

        assertThat(reading.violations()).isEmpty();
        assertThat(reading.document().orElseThrow().code()).isEqualTo("7816/VPCP-KSTT");
        assertThat(reading.document().orElseThrow().documentId()).isEqualTo(LetterEdxml.documentId(LETTER, from));
    }
}
