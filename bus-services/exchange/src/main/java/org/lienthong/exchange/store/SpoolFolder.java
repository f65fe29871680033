package org.lienthong.exchange.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files being written, each locked by the process that writes it for as long as it is one. Their names begin with that
 * process: opening a file of our own a second time and closing it would drop its lock (POSIX).
 */
record SpoolFolder(Path folder, String process) {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
    private static final String SUFFIX = ".spool";

    static SpoolFolder open(Path root) throws IOException {
        Path folder = root.resolve("spool");
        Durable.folder(folder, root);
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new SpoolFolder(folder, self.pid() + "-" + started + "-");
    }

    Spool create(long limit) throws IOException {
        Path file = folder.resolve(process + UUID.randomUUID() + SUFFIX);
        FileChannel channel = Durable.createFile(file);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("another process locked our new file " + file);
        }
        return new Spool(file, channel, limit);
    }

    /** Deletes files older than this call that no living process writes. */
    void sweep() throws IOException {
        Path now = folder.resolve(process + UUID.randomUUID() + ".now");
        Durable.createFile(now).close();
        FileTime began = Files.getLastModifiedTime(now);
        Files.delete(now);
        int deleted = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!file.getFileName().toString().startsWith(process) && isLeftOver(file, began)) {
                    Files.deleteIfExists(file);
                    deleted++;
                }
            }
        }
        if (deleted > 0) {
            LOG.info(
                    "{} unfinished files of an earlier run deleted; their senders have no receipt and will retry",
                    deleted);
        }
    }

    private static boolean isLeftOver(Path file, FileTime began) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).compareTo(began) >= 0) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                return lock != null;
            }
        } catch (NoSuchFileException keptMeanwhile) {
            return false;
        } catch (OverlappingFileLockException written) {
            return false;
        }
    }
}
