package org.lienthong.exchange.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.identity.Digest;

/**
 * A file being written: hashed and counted as it grows, refused past its limit, discarded when closed unless it was kept
 * before. For one thread at a time.
 */
public final class Spool extends OutputStream {

    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final long limit;
    private final MessageDigest sha256 = Digest.newSha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long length;
    private @Nullable Digest digest;
    private @Nullable StoredObject kept;

    Spool(Path file, FileChannel channel, long limit) {
        this.file = file;
        this.channel = channel;
        this.limit = limit;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    /** @throws SpoolLimitException when the bytes would exceed the limit; none of them is written */
    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (digest != null) {
            throw new IOException("sealed");
        }
        if (count > limit - length) {
            throw new SpoolLimitException(limit);
        }
        int from = offset;
        int left = count;
        while (left > 0) {
            int step = Math.min(left, buffer.remaining());
            buffer.put(bytes, from, step);
            from += step;
            left -= step;
            if (!buffer.hasRemaining()) {
                drain();
            }
        }
        length += count;
    }

    private void drain() throws IOException {
        sha256.update(buffer.array(), 0, buffer.position());
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** @return bytes written so far */
    public long length() {
        return length;
    }

    /**
     * Ends the writing.
     *
     * @return the SHA-256 of everything written; the same again when asked again
     */
    public Digest seal() {
        Digest sealed = digest;
        if (sealed == null) {
            try {
                drain();
            } catch (IOException e) {
                throw new UncheckedIOException("writing " + file, e);
            }
            sealed = Digest.finish(sha256);
            digest = sealed;
        }
        return sealed;
    }

    Path file() {
        return file;
    }

    void force() throws IOException {
        channel.force(true);
    }

    @Nullable
    StoredObject kept() {
        return kept;
    }

    /** The file is an object now, or was one already. */
    void kept(StoredObject object) throws IOException {
        kept = object;
        channel.close();
    }

    /** Throws what was written away, unless it was kept; safe to repeat. */
    @Override
    public void close() {
        try {
            channel.close();
            if (kept == null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("discarding " + file, e);
        }
    }
}
