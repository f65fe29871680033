package org.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.message.refusal.Retry;

class PatienceTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final Patience patience =
            new Patience(new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(3)), pauses::add);

    @Test
    void repeatsAfterTransportFailuresWithPausesThatDoubleUpToTheLongest() {
        assertThat(patience.call(failing(3, new TransportFailure("gone")))).isEqualTo("answer");

        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(pauses.get(2)).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(3));
    }

    @Test
    void givesUpWhenItsAttemptsAreSpent() {
        assertThatThrownBy(() -> patience.call(failing(4, new TransportFailure("gone"))))
                .isInstanceOf(TransportFailure.class);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void waitsAsLongAsABusyBusAsks() {
        BusRefused busy = refused(Retry.AFTER, Optional.of(Duration.ofSeconds(20)));

        assertThat(patience.call(failing(1, busy))).isEqualTo("answer");
        assertThat(pauses).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void takesAFinalRefusalForAnAnswer() {
        assertThatThrownBy(() -> patience.call(failing(1, refused(Retry.NO, Optional.empty()))))
                .isInstanceOf(BusRefused.class);
        assertThat(pauses).isEmpty();
    }

    private static Supplier<String> failing(int times, RuntimeException failure) {
        AtomicInteger made = new AtomicInteger();
        return () -> {
            if (made.incrementAndGet() <= times) {
                throw failure;
            }
            return "answer";
        };
    }

    private static BusRefused refused(Retry retry, Optional<Duration> after) {
        return new BusRefused(new BusRefused.Fault(
                "Code", Optional.empty(), Optional.empty(), "vi", "en", retry, after, "fault", List.of(), List.of()));
    }
}
