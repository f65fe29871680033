package org.lienthong.simulator.load;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Times of many calls and their percentiles. */
final class Latencies {

    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long elapsedNanos) {
        nanos.add(elapsedNanos);
    }

    Percentiles percentiles() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Percentiles(sorted.length, at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1.0));
    }

    /** Nearest rank. */
    private static Duration at(long[] sorted, double rank) {
        if (sorted.length == 0) {
            return Duration.ZERO;
        }
        int index = (int) Math.ceil(rank * sorted.length) - 1;
        return Duration.ofNanos(sorted[Math.max(0, index)]);
    }

    record Percentiles(int count, Duration p50, Duration p95, Duration p99, Duration max) {

        @Override
        public String toString() {
            return "p50 " + millis(p50) + "  p95 " + millis(p95) + "  p99 " + millis(p99) + "  max " + millis(max)
                    + "  (n=" + count + ")";
        }

        private static String millis(Duration time) {
            return time.toMillis() + " ms";
        }
    }
}
