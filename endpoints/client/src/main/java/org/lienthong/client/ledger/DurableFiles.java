package org.lienthong.client.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Files and folders that are there whole, and on disk, or not at all; after a power cut too. */
final class DurableFiles {

    private static final String TORN = ".tmp";

    private DurableFiles() {}

    /** Makes a folder that only its owner may look into; one that exists is left as it is. */
    static Path folder(Path folder) throws IOException {
        Path real = folder.toAbsolutePath();
        if (Files.isDirectory(real)) {
            return real;
        }
        Path parent = real.getParent();
        if (parent != null) {
            folder(parent);
        }
        boolean posix = real.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            if (posix) {
                Files.createDirectory(
                        real, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(real);
            }
        } catch (FileAlreadyExistsException another) {
            if (!Files.isDirectory(real)) {
                throw another;
            }
        }
        if (parent != null) {
            sync(parent);
        }
        return real;
    }

    /** Writes a file anew; whoever reads sees the old content or the new. A crash leaves at most a {@code .tmp} beside it. */
    static void write(Path file, byte[] content) throws IOException {
        Path torn = file.resolveSibling(file.getFileName() + TORN);
        try (FileChannel out = FileChannel.open(
                torn, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        move(torn, file);
    }

    /**
     * Renames a file or folder, on disk in both parents when this returns.
     *
     * @throws IOException rather than put a folder in the place of one that holds anything
     */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(parent(to));
        if (!parent(to).equals(parent(from))) {
            sync(parent(from));
        }
    }

    /** Puts every file below a folder on disk, and the folders that name them. */
    static void syncTree(Path folder) throws IOException {
        for (Path one : children(folder)) {
            if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
                syncTree(one);
            } else {
                sync(one);
            }
        }
        sync(folder);
    }

    static void deleteTree(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            for (Path one : children(folder)) {
                deleteTree(one);
            }
        }
        Files.deleteIfExists(folder);
    }

    /** @return in order of their names; none if there is no such folder */
    static List<Path> children(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(all::add);
            }
        }
        all.sort(null);
        return all;
    }

    static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " has no folder");
        }
        return parent;
    }

    /** Opening a folder to sync it works on POSIX systems only; others journal renames by themselves. */
    private static void sync(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
