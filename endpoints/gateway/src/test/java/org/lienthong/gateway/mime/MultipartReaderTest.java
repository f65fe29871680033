package org.lienthong.gateway.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

class MultipartReaderTest {

    private static final PartLimits LIMITS = new PartLimits(4, 512, 64);

    @Test
    void readsPartsByteForByteWithTheirOffsets() throws IOException {
        byte[] entity = bytes(
                "--b\r\nContent-ID: <root>\r\n\r\n<a/>\r\n--b\r\nContent-ID: <x>\r\n\r\n\r\n--\r\n-\r\n--b--\r\n");
        MultipartReader reader = new MultipartReader(new ByteArrayInputStream(entity), "b", LIMITS);

        MimePart root = reader.next().orElseThrow();
        assertThat(root.contentId()).contains("root");
        assertThat(text(root)).isEqualTo("<a/>");
        assertThat(new String(entity, (int) root.offset(), 4, StandardCharsets.US_ASCII))
                .isEqualTo("<a/>");
        assertThat(text(reader.next().orElseThrow())).isEqualTo("\r\n--\r\n-");
        assertThat(reader.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096, 65536})
    void findsDelimitersHoweverTheBytesArrive(int atOnce) throws IOException {
        byte[] content = new byte[200_000];
        Random random = new Random(7);
        for (int i = 0; i < content.length; i++) {
            content[i] = "\r\n--boundar".getBytes(StandardCharsets.US_ASCII)[random.nextInt(11)];
        }
        ByteArrayOutputStream entity = new ByteArrayOutputStream();
        entity.write(bytes("--boundary\r\n\r\n"));
        entity.write(content);
        entity.write(bytes("\r\n--boundary\r\nContent-ID: <second>\r\n\r\n2\r\n--boundary--"));

        InputStream drops = dripping(entity.toByteArray(), atOnce);
        MultipartReader reader = new MultipartReader(drops, "boundary", LIMITS);

        assertThat(reader.next().orElseThrow().content().readAllBytes()).isEqualTo(content);
        assertThat(text(reader.next().orElseThrow())).isEqualTo("2");
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void skipsWhatWasLeftUnread() throws IOException {
        MultipartReader reader = reader("ignored\r\n--b \t\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nignored");

        assertThat(reader.next()).isPresent();
        assertThat(text(reader.next().orElseThrow())).isEqualTo("two");
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void decodesBase64() throws IOException {
        String encoded =
                Base64.getMimeEncoder().encodeToString("Kính gửi".repeat(40).getBytes(StandardCharsets.UTF_8));
        MimePart part = reader("--b\r\nContent-Transfer-Encoding: Base64\r\n\r\n" + encoded + "\r\n--b--")
                .next()
                .orElseThrow();

        assertThat(part.encoding()).isEqualTo(MimePart.TransferEncoding.BASE64);
        assertThat(text(part)).isEqualTo("Kính gửi".repeat(40));
    }

    @Test
    void unfoldsHeaders() throws IOException {
        MimePart part = reader("--b\r\nContent-Type: text/xml;\r\n charset=utf-8\r\n\r\n\r\n--b--")
                .next()
                .orElseThrow();

        assertThat(part.contentType().orElseThrow().parameter("charset")).contains("utf-8");
        assertThat(text(part)).isEmpty();
    }

    @Test
    void refusesAnEntityCutShortAnywhere() {
        String whole = "--b\r\nContent-ID: <x>\r\n\r\ncontent\r\n--b--";
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            refused(RefusalCode.MALFORMED, () -> readAll(reader(cut)));
        }
    }

    @Test
    void refusesALineThatBeginsWithTheBoundaryAndGoesOn() {
        refused(RefusalCode.MALFORMED, () -> readAll(reader("--b\r\n\r\none\r\n--bb\r\n\r\ntwo\r\n--b--")));
    }

    @Test
    void refusesADelimiterWithoutItsLineEnd() {
        refused(RefusalCode.MALFORMED, () -> readAll(reader("--b\r\n\r\n--b\r\n\r\ntwo\r\n--b--")));
    }

    @Test
    void refusesBareLineFeeds() {
        refused(RefusalCode.MALFORMED, () -> readAll(reader("--b\r\nContent-ID: <x>\n\ntwo\r\n--b--")));
    }

    @Test
    void refusesAHeaderNamedTwice() {
        refused(
                RefusalCode.MALFORMED,
                () -> readAll(reader("--b\r\nContent-ID: <x>\r\ncontent-id: <y>\r\n\r\n2\r\n--b--")));
    }

    @Test
    void refusesALengthThatLies() {
        refused(RefusalCode.MALFORMED, () -> readAll(reader("--b\r\nContent-Length: 4\r\n\r\nthree\r\n--b--")));
    }

    @Test
    void refusesQuotedPrintable() {
        refused(
                RefusalCode.UNSUPPORTED_MEDIA,
                () -> readAll(reader("--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n2\r\n--b--")));
    }

    @Test
    void refusesBase64ThatCannotBeDecoded() {
        refused(
                RefusalCode.MALFORMED,
                () -> readAll(reader("--b\r\nContent-Transfer-Encoding: base64\r\n\r\nQ\r\n--b--")));
    }

    @Test
    void refusesTooManyParts() {
        refused(RefusalCode.TOO_LARGE, () -> readAll(reader("--b\r\n\r\n1\r\n".repeat(5) + "--b--")));
    }

    @Test
    void refusesALargeHeaderPreambleOrEpilogue() {
        String much = "x".repeat(600);
        refused(RefusalCode.TOO_LARGE, () -> readAll(reader("--b\r\nX: " + much + "\r\n\r\n1\r\n--b--")));
        refused(RefusalCode.TOO_LARGE, () -> readAll(reader(much + "\r\n--b\r\n\r\n1\r\n--b--")));
        refused(RefusalCode.TOO_LARGE, () -> readAll(reader("--b\r\n\r\n1\r\n--b--\r\n" + much)));
    }

    @Test
    void recordsTheEntityByteForByteWhileItIsRead() throws IOException {
        byte[] entity = bytes("--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nepilogue");
        EntityTape tape = new EntityTape(dripping(entity, 3), entity.length, 0);
        MultipartReader reader = new MultipartReader(tape, "b", LIMITS);
        assertThat(text(reader.next().orElseThrow())).isEqualTo("one");

        ByteArrayOutputStream record = new ByteArrayOutputStream();
        tape.recordTo(record);
        readAll(reader);

        assertThat(record.toByteArray()).isEqualTo(entity);
        assertThat(tape.length()).isEqualTo(entity.length);
    }

    @Test
    void refusesAnEntityLargerThanAllowed() {
        EntityTape tape = new EntityTape(new ByteArrayInputStream(new byte[11]), 10, 0);

        refused(RefusalCode.TOO_LARGE, tape::drain);
    }

    private static void refused(RefusalCode code, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(RefusedException.class, e -> assertThat(
                        e.refusal().code())
                .isEqualTo(code));
    }

    private static void readAll(MultipartReader reader) throws IOException {
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            part.get().content().readAllBytes();
        }
    }

    private static String text(MimePart part) throws IOException {
        return new String(part.content().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static MultipartReader reader(String entity) {
        return new MultipartReader(new ByteArrayInputStream(bytes(entity)), "b", LIMITS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InputStream dripping(byte[] content, int atOnce) {
        return new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public int read(byte[] into, int offset, int most) throws IOException {
                return super.read(into, offset, Math.min(most, atOnce));
            }
        };
    }
}
