package org.lienthong.exchange.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import org.lienthong.message.identity.Digest;

/** A file of {@link PartialContents}, ours alone until it is closed. Appends; for one thread at a time. */
public final class PartialFile extends OutputStream {

    private static final int BUFFER = 64 * 1024;

    private final FileChannel channel;
    private final Runnable released;

    PartialFile(FileChannel channel, Runnable released) {
        this.channel = channel;
        this.released = released;
    }

    /** @return bytes in the file */
    public long length() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the file after this many bytes; what is written next follows there. */
    public void cut(long length) {
        try {
            channel.truncate(length);
            channel.position(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when every byte written survives a power cut. */
    public void force() {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return of the whole file, read from the disk */
    public Digest sha256() {
        MessageDigest sha256 = Digest.newSha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long at = 0;
        try {
            for (int got = channel.read(buffer, at); got >= 0; got = channel.read(buffer, at)) {
                at += got;
                sha256.update(buffer.flip());
                buffer.clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.finish(sha256);
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            released.run();
        }
    }
}
