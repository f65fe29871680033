package org.lienthong.exchange.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.lienthong.message.identity.Digest;

/** The server's programs, unpacked once from the archive on the class path to {@code pg-<start of its SHA-256>}. */
final class PostgresBinaries {

    private static final int ELF_X86_64 = 62;
    private static final int ELF_AARCH64 = 183;

    private PostgresBinaries() {}

    /** @return the folder that holds bin, lib and share */
    static synchronized Path unpack(Path dir) {
        try {
            String archive = archive();
            Path home = dir.resolve("pg-" + digest(archive).toString().substring(0, 12));
            if (Files.isDirectory(home)) {
                return home;
            }
            Files.createDirectories(dir);
            try (FileChannel channel = FileChannel.open(
                            dir.resolve("pg.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.isDirectory(home)) {
                    unpack(archive, home);
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("unpacking PostgreSQL under " + dir, e);
        }
    }

    /** A folder of another name until it is whole, so that a kill half way leaves nothing that looks finished. */
    private static void unpack(String archive, Path home) throws IOException {
        Path half = home.resolveSibling(home.getFileName() + ".half");
        FileTrees.delete(half);
        Files.createDirectories(half);
        try (InputStream packed = open(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, half);
            }
        }
        Files.move(half, home);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path home) throws IOException {
        Path target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) {
            throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent() == null ? home : target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        Files.setPosixFilePermissions(target, permissions((entry.getMode() & 0100) != 0));
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        Set<PosixFilePermission> all = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            all.add(PosixFilePermission.OWNER_EXECUTE);
            all.add(PosixFilePermission.GROUP_EXECUTE);
            all.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return all;
    }

    private static Digest digest(String archive) throws IOException {
        MessageDigest sha256 = Digest.newSha256();
        try (InputStream packed = new DigestInputStream(open(archive), sha256)) {
            packed.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.finish(sha256);
    }

    private static InputStream open(String archive) {
        InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive);
        if (packed == null) {
            throw new NoDatabaseException(
                    "Gói phần mềm không kèm PostgreSQL cho máy này (" + archive
                            + "): hãy cấu hình một máy chủ PostgreSQL bên ngoài",
                    "no PostgreSQL for this machine (" + archive
                            + ") is packed with the bus: configure an external PostgreSQL server");
        }
        return packed;
    }

    /** Named after the machine of our own JVM, as its ELF header says it. */
    private static String archive() throws IOException {
        Path self = Path.of("/proc/self/exe");
        if (!Files.isReadable(self)) {
            return "not Linux";
        }
        byte[] header = new byte[20];
        try (InputStream in = Files.newInputStream(self)) {
            if (in.readNBytes(header, 0, header.length) < header.length) {
                throw new IOException("no ELF header in " + self);
            }
        }
        int machine = (header[18] & 0xff) | (header[19] & 0xff) << 8;
        return switch (machine) {
            case ELF_X86_64 -> "postgres-linux-x86_64.txz";
            case ELF_AARCH64 -> "postgres-linux-arm_64.txz";
            default -> "postgres-linux-elf" + machine + ".txz";
        };
    }
}
