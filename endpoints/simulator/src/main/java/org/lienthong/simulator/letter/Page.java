package org.lienthong.simulator.letter;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** An A4 page to set text on; lengths in points, y from the top. */
final class Page implements Closeable {

    static final float WIDTH = PDRectangle.A4.getWidth();

    private static final float HEIGHT = PDRectangle.A4.getHeight();

    private final PDPageContentStream out;

    Page(PDDocument document) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        this.out = new PDPageContentStream(document, page);
    }

    /** A font at a size. */
    record Face(PDFont font, float size) {

        float width(String text) throws IOException {
            return font.getStringWidth(text) / 1000 * size;
        }

        /** @return the text in lines no wider than allowed, the first one narrower by the indent */
        List<String> wrap(String text, float width, float indent) throws IOException {
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (String word : text.split(" ", -1)) {
                float room = lines.isEmpty() ? width - indent : width;
                String longer = line.length() == 0 ? word : line + " " + word;
                if (line.length() > 0 && width(longer) > room) {
                    lines.add(line.toString());
                    line.setLength(0);
                    line.append(word);
                } else {
                    line.setLength(0);
                    line.append(longer);
                }
            }
            lines.add(line.toString());
            return lines;
        }
    }

    void left(Face type, float x, float y, String text) throws IOException {
        show(type, x, y, text, 0);
    }

    void centred(Face type, float middle, float y, String text) throws IOException {
        show(type, middle - type.width(text) / 2, y, text, 0);
    }

    /** Stretches the spaces so that the text fills the width. */
    void justified(Face type, float x, float y, String text, float width) throws IOException {
        long spaces = text.chars().filter(c -> c == ' ').count();
        show(type, x, y, text, spaces == 0 ? 0 : (width - type.width(text)) / spaces);
    }

    /** A two-byte font knows no word spacing of its own: each word is set at its place. */
    private void show(Face type, float x, float y, String text, float wider) throws IOException {
        float at = x;
        for (String word : wider == 0 ? new String[] {text} : text.split(" ", -1)) {
            out.beginText();
            out.setFont(type.font(), type.size());
            out.newLineAtOffset(at, HEIGHT - y);
            out.showText(word);
            out.endText();
            at += type.width(word + " ") + wider;
        }
    }

    void rule(float x, float y, float width) throws IOException {
        out.setLineWidth(0.75f);
        out.moveTo(x, HEIGHT - y);
        out.lineTo(x + width, HEIGHT - y);
        out.stroke();
    }

    void grey() throws IOException {
        out.setNonStrokingColor(0.45f);
    }

    /** An invented flourish where a hand would sign. */
    void flourish(float x, float y) throws IOException {
        float top = HEIGHT - y;
        out.saveGraphicsState();
        out.setStrokingColor(0.10f, 0.16f, 0.55f);
        out.setLineWidth(1.3f);
        out.moveTo(x - 42, top - 4);
        out.curveTo(x - 30, top + 26, x - 20, top + 20, x - 26, top - 12);
        out.curveTo(x - 28, top - 24, x - 12, top + 12, x - 4, top + 8);
        out.curveTo(x + 4, top + 4, x - 6, top - 10, x + 6, top - 4);
        out.curveTo(x + 18, top + 4, x + 12, top + 16, x + 22, top + 4);
        out.curveTo(x + 30, top - 6, x + 34, top + 6, x + 58, top + 12);
        out.moveTo(x - 36, top - 16);
        out.curveTo(x - 10, top - 10, x + 20, top - 12, x + 50, top - 6);
        out.stroke();
        out.restoreGraphicsState();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
