package org.lienthong.exchange.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lienthong.message.identity.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content-addressed files under one directory: {@code objects/ab/cd/abcd…} named by SHA-256, {@code spool/} for what is
 * still being written. An object is whole and on disk, or absent. Nothing is ever changed in place. Safe for several
 * threads, and for several JVMs on one file system.
 *
 * <p>The caller's order: {@link #keep} every object, then commit the rows that name it. A kill between the two leaves an
 * object nobody names, which costs space and nothing else.
 */
public final class ContentStore {

    private static final Logger LOG = LoggerFactory.getLogger(ContentStore.class);

    private final Path root;
    private final Path objects;
    private final SpoolFolder spools;
    /** At most 65,536 that this JVM knows to be on disk. */
    private final Set<Path> durableFolders = ConcurrentHashMap.newKeySet();

    /** Opens the store, making it on first use, and throws away what dead processes left half written. */
    public ContentStore(Path root) {
        this.root = root;
        this.objects = root.resolve("objects");
        try {
            Durable.topFolder(root);
            Durable.folder(objects, root);
            this.spools = SpoolFolder.open(root);
            spools.sweep();
        } catch (IOException e) {
            throw new UncheckedIOException("opening the content store " + root, e);
        }
    }

    /** @return a new file to write to, without limit */
    public Spool spool() {
        return spool(Long.MAX_VALUE);
    }

    /** @param limit bytes; writing more throws {@link SpoolLimitException} */
    public Spool spool(long limit) {
        try {
            return spools.create(limit);
        } catch (IOException e) {
            throw new UncheckedIOException("making a spool file", e);
        }
    }

    /**
     * Seals the spool and makes its bytes an object that survives a power cut. The same content again is the same
     * object, and the same spool again the same answer.
     *
     * @throws UncheckedIOException when the disk does not take it; then there is no object, and the spool may be closed
     */
    public StoredObject keep(Spool spool) {
        StoredObject before = spool.kept();
        if (before != null) {
            return before;
        }
        StoredObject object = new StoredObject(spool.seal(), spool.length());
        try {
            Path target = place(object.digest());
            if (Files.exists(target) && Files.size(target) == object.length()) {
                Durable.force(target);
                Files.deleteIfExists(spool.file());
            } else {
                move(spool, target);
            }
            Durable.force(folderOf(target));
            Durable.force(spools.folder());
            spool.kept(object);
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException("keeping object " + object.digest(), e);
        }
    }

    private static void move(Spool spool, Path target) throws IOException {
        if (Files.exists(target)) {
            LOG.error(
                    "Object {} is damaged on disk: replaced by the same content received again", target.getFileName());
        }
        spool.force();
        Files.move(spool.file(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Path root() {
        return root;
    }

    /**
     * Makes a file elsewhere on the store's file system, checked before and forced, an object; it may be one already.
     *
     * @return whether it is one now; false if there is neither the file, at that length, nor the object
     */
    boolean adopt(Path file, StoredObject object) throws IOException {
        Path target = place(object.digest());
        if (!isWhole(target, object) && isWhole(file, object)) {
            try {
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException movedMeanwhile) {
                return adopt(file, object);
            }
        }
        if (!isWhole(target, object)) {
            return false;
        }
        Durable.force(target);
        Durable.force(folderOf(target));
        return true;
    }

    private static boolean isWhole(Path file, StoredObject object) throws IOException {
        try {
            return Files.size(file) == object.length();
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /** @return whether the object is here */
    public boolean holds(Digest digest) {
        return Files.isRegularFile(path(digest));
    }

    /**
     * @return exactly the bytes of the slice, read from the disk as they are asked for; to be closed
     * @throws ContentLostException when the object is not here, or too short; so does a later read of a file that shrank
     */
    public InputStream open(ContentSlice slice) {
        Path file = path(slice.object());
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            if (channel.size() - slice.offset() < slice.length()) {
                long size = channel.size();
                channel.close();
                throw new ContentLostException(slice, size);
            }
            return new SliceStream(channel, slice);
        } catch (NoSuchFileException e) {
            throw new ContentLostException(slice, e);
        } catch (IOException e) {
            throw new UncheckedIOException("opening object " + slice.object(), e);
        }
    }

    private Path path(Digest digest) {
        String hex = digest.toString();
        return objects.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
    }

    private Path place(Digest digest) throws IOException {
        Path target = path(digest);
        Path second = folderOf(target);
        Path first = folderOf(second);
        if (!durableFolders.contains(second)) {
            Durable.folder(first, objects);
            Durable.folder(second, first);
            durableFolders.add(second);
        }
        return target;
    }

    private static Path folderOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no folder: " + path);
        }
        return parent;
    }
}
