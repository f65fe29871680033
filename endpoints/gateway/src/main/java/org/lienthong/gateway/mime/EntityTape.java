package org.lienthong.gateway.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/**
 * An HTTP entity as it is read, recorded byte for byte: first in memory, and from {@link #recordTo} on in a sink. Nothing
 * is written anywhere before that call. One reader, one thread.
 */
public final class EntityTape extends InputStream {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final InputStream source;
    private final long limit;
    private final long slowest;
    private long waitedNanos;
    private @Nullable ByteArrayOutputStream held = new ByteArrayOutputStream(8192);
    private @Nullable OutputStream sink;
    private long length;
    private boolean ended;

    /**
     * @param limit bytes that the entity may hold; one more is TooLarge
     * @param slowest bytes that each second of waiting for the caller must bring, after ten seconds of patience. Time that the
     *     bus takes itself does not count. 0: any
     */
    public EntityTape(InputStream source, long limit, long slowest) {
        this.source = source;
        this.limit = limit;
        this.slowest = slowest;
    }

    /**
     * Writes what was read so far to the sink, forgets it, and records there from now on. The sink is not closed here; when
     * it fails later, reading throws UncheckedIOException.
     */
    public void recordTo(OutputStream newSink) throws IOException {
        if (held == null) {
            throw new IllegalStateException("the tape records elsewhere already");
        }
        held.writeTo(newSink);
        held = null;
        sink = newSink;
    }

    /** Reads to the end, so that the record is whole. */
    public void drain() throws IOException {
        byte[] chunk = new byte[65536];
        while (read(chunk, 0, chunk.length) >= 0) {
            // recorded by read
        }
    }

    /** @return bytes read so far */
    public long length() {
        return length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        if (ended) {
            return -1;
        }
        long before = System.nanoTime();
        int count = readSource(into, offset, most);
        waitedNanos += System.nanoTime() - before;
        requirePace();
        if (count < 0) {
            ended = true;
            return -1;
        }
        length += count;
        if (length > limit) {
            throw Refusal.of(RefusalCode.TOO_LARGE)
                    .with("what", "the HTTP entity")
                    .with("limit", limit + " bytes")
                    .refused();
        }
        record(into, offset, count);
        return count;
    }

    private void record(byte[] bytes, int offset, int count) {
        if (held != null) {
            held.write(bytes, offset, count);
            return;
        }
        try {
            Objects.requireNonNull(sink).write(bytes, offset, count);
        } catch (IOException disk) {
            throw new UncheckedIOException(disk); // ours, not the caller's: an IOException would be told as Malformed
        }
    }

    private void requirePace() {
        if (waitedNanos > PATIENCE_NANOS && length < TimeUnit.NANOSECONDS.toSeconds(waitedNanos) * slowest) {
            throw Refusal.of(RefusalCode.MALFORMED)
                    .with("what", "the HTTP entity comes more slowly than " + slowest + " bytes a second")
                    .refused();
        }
    }

    private int readSource(byte[] into, int offset, int most) {
        try {
            return source.read(into, offset, most);
        } catch (IOException brokeOff) {
            throw Refusal.of(RefusalCode.MALFORMED)
                    .with("what", "the HTTP entity broke off after " + length + " bytes")
                    .refused(brokeOff);
        }
    }
}
