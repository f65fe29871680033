package org.lienthong.simulator.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Writes what nobody else may read: folders of mode 0700, files of mode 0600, made so, not changed to it afterwards. */
final class Secrets {

    private static final int PASSWORD_BYTES = 24;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final SecureRandom random = new SecureRandom();

    static Path folder(Path path) throws IOException {
        return Files.createDirectories(path, OWNER_ONLY_FOLDER);
    }

    /** Whole or not at all: a file of that name is replaced. */
    static void write(Path file, byte[] content) throws IOException {
        Path half = half(file);
        Files.createFile(half, OWNER_ONLY);
        Files.write(half, content, StandardOpenOption.WRITE);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** As {@link #write}, for what others may read. */
    static void publish(Path file, String content) throws IOException {
        Path half = half(file);
        Files.writeString(half, content, StandardCharsets.UTF_8);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path half(Path file) throws IOException {
        Path half = file.resolveSibling("." + file.getFileName() + ".half");
        Files.deleteIfExists(half);
        return half;
    }

    /** @return the password in the file, made by chance if there is none yet */
    String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        write(file, password.getBytes(StandardCharsets.US_ASCII));
        return password;
    }
}
