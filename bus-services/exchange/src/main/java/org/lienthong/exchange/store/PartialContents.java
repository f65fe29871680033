package org.lienthong.exchange.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.identity.UploadId;

/**
 * Content that comes in pieces, over days and restarts: {@code uploads/} of the store, one file each, written by one at a time
 * among all gateways. How many of its bytes count is for the database to say. Make one for each JVM and store.
 */
public final class PartialContents {

    private static final String SUFFIX = ".upload";

    private final ContentStore store;
    private final Path folder;
    /** POSIX drops a file's lock when its process closes any descriptor of it: so this JVM opens each file once at a time. */
    private final Set<UploadId> writing = ConcurrentHashMap.newKeySet();

    /** Opens the folder, making it on first use; deletes nothing. */
    public PartialContents(ContentStore store) {
        this.store = store;
        this.folder = store.root().resolve("uploads");
        try {
            Durable.folder(folder, store.root());
        } catch (IOException e) {
            throw new UncheckedIOException("opening " + folder, e);
        }
    }

    /** @return the file for writing, made if it is not there; empty while somebody else writes it */
    public Optional<PartialFile> open(UploadId id) {
        if (!writing.add(id)) {
            return Optional.empty();
        }
        boolean opened = false;
        try {
            Optional<PartialFile> file = Optional.ofNullable(lock(id));
            opened = file.isPresent();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("opening upload " + id, e);
        } finally {
            if (!opened) {
                writing.remove(id);
            }
        }
    }

    private @Nullable PartialFile lock(UploadId id) throws IOException {
        FileChannel channel = Durable.openFile(path(id));
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                Durable.force(folder); // else a power cut could take the whole file, forced bytes included
                return new PartialFile(channel, () -> writing.remove(id));
            }
        } catch (OverlappingFileLockException written) {
            // by another store of this JVM
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /** @return bytes in the file, whether they count or not; 0 without a file */
    public long length(UploadId id) {
        try {
            return Files.size(path(id));
        } catch (NoSuchFileException none) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("looking at upload " + id, e);
        }
    }

    /**
     * Makes a whole, checked file an object of the store. Safe to repeat, at the same time too.
     *
     * @param object as it was checked
     * @return empty if it is not there any more
     */
    public Optional<StoredObject> keep(UploadId id, StoredObject object) {
        try {
            Path file = path(id);
            boolean kept = store.adopt(file, object);
            if (kept) {
                Files.deleteIfExists(file);
                Durable.force(folder);
            }
            return kept ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("keeping upload " + id, e);
        }
    }

    /** Removes the file, if it is there. */
    public void delete(UploadId id) {
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException e) {
            throw new UncheckedIOException("removing upload " + id, e);
        }
    }

    /** @return of every file here */
    public Set<UploadId> all() {
        Set<UploadId> found = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                UploadId.parse(name.substring(0, name.length() - SUFFIX.length()))
                        .ifPresent(found::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + folder, e);
        }
        return found;
    }

    private Path path(UploadId id) {
        return folder.resolve(id + SUFFIX);
    }
}
