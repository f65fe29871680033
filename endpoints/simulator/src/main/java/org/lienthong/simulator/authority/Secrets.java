package org.lienthong.simulator.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** @throws FileAlreadyExistsException rather than write over a secret */
    static void write(Path file, byte[] content) throws IOException {
        Files.createFile(file, OWNER_ONLY);
        Files.write(file, content, StandardOpenOption.WRITE);
    }

    /** Makes a random password and keeps it in the file. */
    String newPassword(Path file) throws IOException {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        write(file, password.getBytes(StandardCharsets.US_ASCII));
        return password;
    }
}
