package org.lienthong.client.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lock against other processes, and other threads of this one; the system lets it go when its holder dies. */
final class LedgerLock implements AutoCloseable {

    private final FileChannel file;

    private LedgerLock(FileChannel file) {
        this.file = file;
    }

    /** @return empty if somebody else has it */
    static Optional<LedgerLock> tryTake(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (locked(file) == null) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(new LedgerLock(file));
    }

    private static @Nullable FileLock locked(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException anotherThread) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
