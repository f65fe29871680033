package org.lienthong.gateway.soap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many faults the bus gives to one who has proved nothing. Each address may draw {@code burst} at once and
 * {@code perMinute} after that; the addresses seen longest ago are forgotten.
 */
final class FaultBudget {

    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final int burst;
    private final double perMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Bucket(double left, Instant at) {}

    FaultBudget(InstantSource clock, int burst, int perMinute) {
        this.clock = clock;
        this.burst = burst;
        this.perMinute = perMinute;
    }

    /** @return whether one more may be given, which is then counted */
    synchronized boolean draw(String whom) {
        Instant now = clock.instant();
        Bucket bucket = buckets.getOrDefault(whom, new Bucket(burst, now));
        double minutes = Math.max(0, now.toEpochMilli() - bucket.at().toEpochMilli()) / 60_000.0;
        double left = Math.min(burst, bucket.left() + minutes * perMinute);
        boolean allowed = left >= 1;
        buckets.put(whom, new Bucket(allowed ? left - 1 : left, now));
        return allowed;
    }
}
