package org.lienthong.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private static final long MB = 1_000_000;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-24T05:00:00Z");

    private ProgressBar bar(boolean terminal) {
        return new ProgressBar(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal, "scan.pdf", () -> now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsBytesRateAndTimeLeftOnOneLine() {
        ProgressBar bar = bar(true);
        bar.reached(0, 512 * MB);
        pass(Duration.ofSeconds(10));
        bar.reached(256 * MB, 512 * MB);

        assertThat(shown())
                .isEqualTo(
                        "\r\u001B[K  scan.pdf  [##########----------]  50 %  256.0/512.0 MB  25.6 MB/s  còn/left 0:10");
        bar.reached(512 * MB, 512 * MB);
        assertThat(shown()).endsWith("\r\u001B[K");
    }

    @Test
    void whatWasThereBeforeIsNotCountedAsSpeed() {
        ProgressBar bar = bar(true);
        bar.reached(400 * MB, 500 * MB);
        pass(Duration.ofSeconds(1));
        bar.reached(410 * MB, 500 * MB);

        assertThat(shown()).contains("10.0 MB/s", "0:09");
    }

    @Test
    void writesALineEveryTenSecondsWhereNobodyWatches() {
        ProgressBar bar = bar(false);
        for (int second = 0; second <= 25; second++) {
            bar.reached(10 * MB * second, 1000 * MB);
            pass(Duration.ofSeconds(1));
        }

        assertThat(shown().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("scan.pdf"))
                .noneMatch(line -> line.contains("\r"));
    }

    @Test
    void saysNothingOfSmallThingsOrQuickOnes() {
        bar(true).reached(10, 10);
        ProgressBar quick = bar(false);
        quick.reached(0, 2 * MB);
        pass(Duration.ofSeconds(2));
        quick.reached(2 * MB, 2 * MB);

        assertThat(shown()).isEmpty();
    }

    @Test
    void anAttemptThatBeginsAnewIsTimedAnew() {
        ProgressBar bar = bar(true);
        bar.reached(100 * MB, 200 * MB);
        pass(Duration.ofHours(1));
        bar.reached(0, 200 * MB);
        pass(Duration.ofSeconds(1));
        bar.reached(50 * MB, 200 * MB);

        assertThat(shown()).contains("50.0 MB/s", "còn/left 0:03");
    }
}
