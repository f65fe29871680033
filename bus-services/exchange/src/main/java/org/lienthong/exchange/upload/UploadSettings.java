package org.lienthong.exchange.upload;

import java.time.Duration;

/**
 * @param open uploads of one organ that are not complete
 * @param bytes announced by one organ for uploads that no document has named yet, together
 * @param longest bytes of one upload
 * @param chunk bytes of one chunk
 * @param idle how long an upload waits for its next chunk
 * @param unreferenced how long a complete one may be named
 * @param retryAfter what Busy tells the caller to wait
 */
public record UploadSettings(
        int open, long bytes, long longest, long chunk, Duration idle, Duration unreferenced, Duration retryAfter) {

    public UploadSettings {
        if (open < 1 || bytes < 1 || longest < 1 || chunk < 1) {
            throw new IllegalArgumentException("a limit below 1");
        }
        if (idle.isNegative() || idle.isZero() || unreferenced.isNegative() || unreferenced.isZero()) {
            throw new IllegalArgumentException("negative or no duration");
        }
    }

    /** @return what the profile says */
    public static UploadSettings ofTheProfile() {
        return new UploadSettings(
                16, 8L << 30, 2L << 30, 64L << 20, Duration.ofHours(24), Duration.ofHours(48), Duration.ofSeconds(30));
    }
}
