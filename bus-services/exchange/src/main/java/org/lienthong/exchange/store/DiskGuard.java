package org.lienthong.exchange.store;

import java.nio.file.Path;

/** Says Busy before the disk is full: the broker and the database must never meet a full disk first. */
@SuppressWarnings("DoNotCallSuggester")
public final class DiskGuard {

    private final Path directory;
    private final long reserve;

    /** @param reserve bytes to be left free */
    public DiskGuard(Path directory, long reserve) {
        this.directory = directory;
        this.reserve = reserve;
    }

    /** @return whether this many more bytes leave the reserve untouched */
    public boolean roomFor(long bytes) {
        throw new UnsupportedOperationException(directory + " " + reserve + bytes);
    }
}
