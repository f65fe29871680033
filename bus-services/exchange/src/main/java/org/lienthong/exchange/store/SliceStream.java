package org.lienthong.exchange.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** The bytes of one slice, no byte more. */
final class SliceStream extends InputStream {

    private static final int BUFFER = 64 * 1024;

    private final FileChannel channel;
    private final ContentSlice slice;
    private long read;

    SliceStream(FileChannel channel, ContentSlice slice) throws IOException {
        this.channel = channel;
        this.slice = slice;
        channel.position(slice.offset());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        if (count == 0) {
            return 0;
        }
        if (read == slice.length()) {
            return -1;
        }
        int got = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(count, slice.length() - read)));
        if (got < 0) {
            throw new ContentLostException(slice, channel.size());
        }
        read += got;
        return got;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = Math.max(0, Math.min(count, slice.length() - read));
        read += skipped;
        channel.position(slice.offset() + read);
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, slice.length() - read);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, slice.length() - read))];
        long sent = 0;
        for (int got = read(buffer); got >= 0; got = read(buffer)) {
            out.write(buffer, 0, got);
            sent += got;
        }
        return sent;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
