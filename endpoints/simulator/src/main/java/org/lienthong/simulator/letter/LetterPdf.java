package org.lienthong.simulator.letter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.lienthong.simulator.letter.Page.Face;

/**
 * Sets a công văn on one A4 page: quốc hiệu and tiêu ngữ, issuer, number, place and date, subject, addressees, text, copies,
 * signer (NĐ 30/2020, Phụ lục I). Fonts are embedded. The foot says that the letter is a sample.
 */
public final class LetterPdf {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final float LEFT = 85;
    private static final float RIGHT = Page.WIDTH - 48;
    private static final float LEFT_MIDDLE = 170;
    private static final float RIGHT_MIDDLE = 402;
    private static final float INDENT = 28;
    private static final float LINE = 18;

    /** @return a PDF */
    public byte[] render(OfficialLetter letter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            Fonts fonts = Fonts.load(document);
            try (Page page = new Page(document)) {
                float y = text(page, fonts, letter, heading(page, fonts, letter));
                signature(page, fonts, letter, y + 22);
                page.grey();
                page.centred(
                        new Face(fonts.italic, 9),
                        Page.WIDTH / 2,
                        812,
                        "Văn bản mẫu để thử nghiệm phần mềm; tên người là hư cấu; không có giá trị pháp lý.");
            }
            PDDocumentInformation about = document.getDocumentInformation();
            about.setTitle(letter.number() + "/" + letter.notation() + " - " + letter.subject());
            about.setAuthor(letter.issuer());
            document.getDocumentCatalog().setLanguage("vi-VN");
            document.save(out);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    private static float heading(Page page, Fonts fonts, OfficialLetter letter) throws IOException {
        Face bold13 = new Face(fonts.bold, 13);
        Face regular13 = new Face(fonts.regular, 13);
        Face nation = new Face(fonts.bold, 12);
        page.centred(nation, RIGHT_MIDDLE, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        String motto = "Độc lập - Tự do - Hạnh phúc";
        page.centred(bold13, RIGHT_MIDDLE, 87, motto);
        float width = bold13.width(motto);
        page.rule(RIGHT_MIDDLE - width / 2, 92, width);

        String issuer = letter.issuer().toUpperCase(VIETNAMESE);
        page.centred(nation, LEFT_MIDDLE, 70, issuer);
        float under = nation.width(issuer) / 2;
        page.rule(LEFT_MIDDLE - under / 2, 76, under);

        page.centred(regular13, LEFT_MIDDLE, 118, "Số: " + letter.number() + "/" + letter.notation());
        page.centred(
                new Face(fonts.italic, 13),
                RIGHT_MIDDLE,
                118,
                String.format(
                        Locale.ROOT,
                        "%s, ngày %02d tháng %02d năm %d",
                        letter.place(),
                        letter.date().getDayOfMonth(),
                        letter.date().getMonthValue(),
                        letter.date().getYear()));
        Face small = new Face(fonts.regular, 12);
        float y = 136;
        for (String line : small.wrap("V/v " + letter.subject(), 168, 0)) {
            page.centred(small, LEFT_MIDDLE, y, line);
            y += 15;
        }
        return y + 14;
    }

    private static float text(Page page, Fonts fonts, OfficialLetter letter, float top) throws IOException {
        Face type = new Face(fonts.regular, 13.5f);
        float y = top;
        if (letter.addressees().size() == 1) {
            page.centred(
                    type, Page.WIDTH / 2, y, "Kính gửi: " + letter.addressees().get(0));
        } else {
            page.left(type, 190, y, "Kính gửi:");
            float x = 190 + type.width("Kính gửi: ");
            for (String addressee : letter.addressees()) {
                page.left(type, x, y, "- " + addressee);
                y += LINE;
            }
        }
        y += LINE + 8;
        float width = RIGHT - LEFT;
        for (String paragraph : letter.paragraphs()) {
            List<String> lines = type.wrap(paragraph, width, INDENT);
            for (int i = 0; i < lines.size(); i++) {
                float indent = i == 0 ? INDENT : 0;
                if (i == lines.size() - 1) {
                    page.left(type, LEFT + indent, y, lines.get(i));
                } else {
                    page.justified(type, LEFT + indent, y, lines.get(i), width - indent);
                }
                y += LINE;
            }
            y += 6;
        }
        return y;
    }

    private static void signature(Page page, Fonts fonts, OfficialLetter letter, float top) throws IOException {
        page.left(new Face(fonts.boldItalic, 12), LEFT, top, "Nơi nhận:");
        Face small = new Face(fonts.regular, 11);
        float y = top + 15;
        for (String copy : letter.copies()) {
            page.left(small, LEFT, y, "- " + copy);
            y += 14;
        }
        Face bold = new Face(fonts.bold, 13.5f);
        page.centred(bold, RIGHT_MIDDLE, top, letter.signer().authority().toUpperCase(VIETNAMESE));
        page.centred(bold, RIGHT_MIDDLE, top + 17, letter.signer().position().toUpperCase(VIETNAMESE));
        page.flourish(RIGHT_MIDDLE, top + 58);
        page.centred(bold, RIGHT_MIDDLE, top + 104, letter.signer().name());
    }

    private record Fonts(PDFont regular, PDFont bold, PDFont italic, PDFont boldItalic) {

        static Fonts load(PDDocument document) throws IOException {
            return new Fonts(
                    load(document, "Regular"),
                    load(document, "Bold"),
                    load(document, "Italic"),
                    load(document, "BoldItalic"));
        }

        private static PDFont load(PDDocument document, String style) throws IOException {
            String name = "/liberation/LiberationSerif-" + style + ".ttf";
            try (InputStream font = LetterPdf.class.getResourceAsStream(name)) {
                if (font == null) {
                    throw new IllegalStateException(name + " is not on the class path: openpdf-fonts-extra is missing");
                }
                return PDType0Font.load(document, font, true);
            }
        }
    }
}
