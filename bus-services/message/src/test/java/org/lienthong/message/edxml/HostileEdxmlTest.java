package org.lienthong.message.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lienthong.message.refusal.Violation;

/** Texts made to hurt: each is refused, quickly, within bounded memory, and never with an exception. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileEdxmlTest {

    private static final String OPEN = "<edXML xmlns=\"" + Scan.QCVN + "\">";

    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private final EdxmlReader reader = new EdxmlReader();

    private List<String> rules(String message) {
        return reader.read(message.getBytes(StandardCharsets.UTF_8)).violations().stream()
                .map(Violation::ruleId)
                .toList();
    }

    @Test
    void refusesTextLongerThanTheLimitUnread() {
        byte[] long_ = new byte[EdxmlReader.MAX_BYTES + 1];
        Arrays.fill(long_, (byte) '<');

        assertThat(reader.read(long_).violations())
                .extracting(Violation::ruleId)
                .containsExactly("ED-TOO-LARGE");
    }

    @Test
    void refusesDeepNestingAtItsThirtyThirdLevel() {
        assertThat(rules("<a>".repeat(5_000_000))).containsExactly("ED-LIMIT");
        assertThat(rules(Messages.edit(Messages.LETTER, "<SignatureValue>", "<x>".repeat(40))))
                .containsExactly("ED-LIMIT");
    }

    @Test
    void refusesFloodOfAttributesBeforeKeepingThem() {
        StringBuilder flood = new StringBuilder("<edXML");
        for (int i = 0; i < 500_000; i++) {
            flood.append(" a").append(i).append("=\"1\"");
        }

        long before = allocated();
        assertThat(rules(flood.append("/>").toString())).containsExactly("ED-LIMIT");
        // The text itself is copied twice above; the flood must not be copied a third time, as attributes.
        assertThat(allocated() - before).isLessThan(40_000_000);
    }

    @Test
    void refusesFloodOfElements() {
        assertThat(rules(OPEN + "<x/>".repeat(1_000_000) + "</edXML>")).containsExactly("ED-LIMIT");
        assertThat(rules(
                        Messages.edit(Messages.LETTER, "<SignatureValue>", "<x/>".repeat(10_000) + "<SignatureValue>")))
                .containsExactly("ED-LIMIT");
    }

    @Test
    void tellsAtMostAHundredViolations() {
        assertThat(rules(OPEN + "<x/>".repeat(50_000) + "</edXML>")).hasSize(EdxmlReader.MAX_VIOLATIONS);
    }

    @Test
    void readsNoEntity() {
        String bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";

        assertThat(rules(bomb + "<edXML>&b;</edXML>")).containsExactly("ED-DOCTYPE");
        assertThat(rules("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><edXML/>"))
                .containsExactly("ED-DOCTYPE");
        assertThat(rules(OPEN + "&unknown;</edXML>")).containsExactly("ED-NOT-WELL-FORMED");
    }

    @Test
    void readsNoXInclude() {
        String include =
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\" parse=\"text\"/>";

        assertThat(rules(Messages.edit(Messages.LETTER, "V/v kết nối", include)))
                .containsExactly("ED-ELEMENT-UNKNOWN");
    }

    @Test
    void fetchesNoSchemaThatTheTextNames() {
        String hint = "<edXML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"" + Scan.QCVN
                + " http://127.0.0.1:1/x.xsd\" xmlns=";

        assertThat(rules(Messages.edit(Messages.LETTER, "<edXML xmlns=", hint))).isEmpty();
    }

    @Test
    void emptyTextIsOneViolation() {
        assertThat(rules("")).containsExactly("ED-NOT-WELL-FORMED");
        assertThat(rules("\u0000")).containsExactly("ED-NOT-WELL-FORMED");
    }

    @Test
    void attachmentsStreamPastWithoutBeingKept() {
        String message = Messages.edit(Messages.LETTER, "VsSDIGThu6U=", "QUJD".repeat(3_500_000));
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        reader.read(Messages.utf8(Messages.LETTER));

        long before = allocated();
        assertThat(reader.read(bytes).violations()).isEmpty();
        assertThat(allocated() - before).isLessThan(bytes.length / 2);
    }

    @Test
    void textCutAnywhereIsRefusedAndNeverThrown() {
        byte[] whole = Messages.utf8(Messages.LETTER.stripTrailing());
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(reader.read(cut).violations()).as("cut at %d", length).hasSize(1);
        }
    }

    @Test
    void noiseIsNeverThrown() {
        Random random = new Random(102);
        byte[] whole = Messages.utf8(Messages.LETTER);
        for (int round = 0; round < 500; round++) {
            byte[] noisy = whole.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> reader.read(noisy)).as("round %d", round).doesNotThrowAnyException();
            assertThatCode(() -> reader.readStatus(noisy)).as("round %d", round).doesNotThrowAnyException();
        }
    }

    @Test
    void readsTwentyKilobytesInWellUnderAFewMilliseconds() {
        StringBuilder recipients = new StringBuilder();
        for (int i = 0; recipients.length() < 14_000; i++) {
            recipients.append("<edXML:To><edXML:OrganId>H96.1.").append(i).append("</edXML:OrganId>\n");
            recipients.append("<edXML:OrganName>Sở Mẫu số ").append(i).append("</edXML:OrganName></edXML:To>\n");
        }
        byte[] bytes = Messages.utf8(Messages.edit(Messages.LETTER, "<edXML:To>", recipients + "<edXML:To>"));
        assertThat(bytes.length).isBetween(19_000, 23_000);
        assertThat(reader.read(bytes).violations()).isEmpty();

        // Warm is when the compiler has got to it, which depends on what else the machine does.
        long best = Long.MAX_VALUE;
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (best >= LIMIT_NANOS && System.nanoTime() < patience) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            reader.read(bytes);
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        }

        assertThat(best).isLessThan(LIMIT_NANOS);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
