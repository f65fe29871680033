package org.lienthong.exchange.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asked before anything is taken in: without room the caller answers Busy. The reserve is what the database and the
 * broker still need to finish what was accepted; the broker itself refuses at its last 64 MB, so keep it well above.
 */
public final class DiskGuard {

    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

    private final Path directory;
    private final long reserve;

    /** @param reserve bytes to be left free on the file system of the directory */
    public DiskGuard(Path directory, long reserve) {
        if (reserve < 0) {
            throw new IllegalArgumentException("negative reserve " + reserve);
        }
        this.directory = directory;
        this.reserve = reserve;
    }

    /** @return whether this many more bytes leave the reserve untouched; false when the disk does not say */
    public boolean roomFor(long bytes) {
        try {
            return Files.getFileStore(directory).getUsableSpace() - reserve >= bytes;
        } catch (IOException e) {
            LOG.error("Free space of {} cannot be read: new documents are answered Busy until it can", directory, e);
            return false;
        }
    }
}
