package org.lienthong.exchange.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * One JVM at a time on a directory, and once in it. The kernel lets go of the lock when that JVM ends, however it ends; but
 * also (POSIX) when it opens and closes the lock file a second time. So a file beside it says whose it is, and is looked at
 * first.
 */
final class DirectoryLock implements AutoCloseable {

    private final Path owner;
    private final FileChannel channel;

    private DirectoryLock(Path owner, FileChannel channel) {
        this.owner = owner;
        this.channel = channel;
    }

    /** @throws NoDatabaseException when it is taken, naming by whom */
    static synchronized DirectoryLock take(Path dir) throws IOException {
        Path owner = dir.resolve("owner");
        String self = self();
        String named = Files.exists(owner) ? Files.readString(owner) : "?";
        if (named.equals(self)) {
            throw taken(dir, named);
        }
        FileChannel channel =
                FileChannel.open(dir.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw taken(dir, named);
        }
        Files.writeString(owner, self);
        return new DirectoryLock(owner, channel);
    }

    private static String self() {
        ProcessHandle process = ProcessHandle.current();
        return "pid " + process.pid() + ", "
                + process.info().startInstant().map(Instant::toString).orElse("?");
    }

    private static NoDatabaseException taken(Path dir, String owner) {
        return new NoDatabaseException(
                "Thư mục " + dir + " đang được một tiến trình khác sử dụng (" + owner
                        + "): hãy dừng tiến trình đó hoặc chọn thư mục khác",
                "the directory " + dir + " is in use by another process (" + owner
                        + "): stop that one or choose another directory");
    }

    boolean isReleased() {
        return !channel.isOpen();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(owner);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
