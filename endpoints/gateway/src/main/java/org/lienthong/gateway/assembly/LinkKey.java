package org.lienthong.gateway.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The key of content links: made at first start, readable by the bus alone; several gateways share the file. */
final class LinkKey {

    private static final int BYTES = 32;

    private LinkKey() {}

    static byte[] load(Path file) {
        try {
            create(file);
            return HexFormat.of().parseHex(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the key of content links in " + file, e);
        }
    }

    private static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "content-link",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, HexFormat.of().formatHex(key), StandardOpenOption.WRITE);
            Files.createLink(file, fresh); // atomic, and fails if another gateway was first
        } catch (FileAlreadyExistsException another) {
            // its key counts
        } finally {
            Files.delete(fresh);
        }
    }
}
