package org.lienthong.client.watch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a watch how much of a content has been read or skipped. */
public final class WatchedStream extends FilterInputStream {

    private final long length;
    private final TransferWatch watch;
    private long read;

    /** @param length of the content in bytes */
    public WatchedStream(InputStream content, long length, TransferWatch watch) {
        super(content);
        this.length = length;
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        moved(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        int count = super.read(into, offset, most);
        moved(count);
        return count;
    }

    @Override
    public long skip(long most) throws IOException {
        long count = super.skip(most);
        moved(count);
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void moved(long count) {
        if (count > 0) {
            read += count;
            watch.reached(read, length);
        }
    }
}
