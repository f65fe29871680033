package org.lienthong.exchange.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.testing.ChildJvm;
import org.lienthong.message.identity.Digest;

final class ContentStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private ContentStore store;

    @BeforeEach
    void open() {
        store = new ContentStore(root);
    }

    @Test
    void keepsBytesUnderTheirDigest() throws IOException {
        byte[] content = random(300_000);
        StoredObject object = keep(content);
        assertThat(object).isEqualTo(new StoredObject(Digest.sha256(content), content.length));
        assertThat(read(object.whole())).isEqualTo(content);
        String hex = object.digest().toString();
        assertThat(root.resolve("objects")
                        .resolve(hex.substring(0, 2))
                        .resolve(hex.substring(2, 4))
                        .resolve(hex))
                .hasBinaryContent(content);
    }

    @Test
    void keepsEmptyContent() throws IOException {
        StoredObject object = keep(new byte[0]);
        assertThat(read(object.whole())).isEmpty();
    }

    @Test
    void countsAndHashesByteByByteAsInBulk() throws IOException {
        byte[] content = random(70_000);
        try (Spool spool = store.spool()) {
            for (byte b : content) {
                spool.write(b);
            }
            assertThat(spool.length()).isEqualTo(content.length);
            assertThat(spool.seal()).isEqualTo(Digest.sha256(content)).isEqualTo(spool.seal());
        }
    }

    @Test
    void givesSameObjectForSameContent() throws IOException {
        StoredObject first = keep("một".getBytes(UTF_8));
        StoredObject second = keep("một".getBytes(UTF_8));
        assertThat(second).isEqualTo(first);
        assertThat(files("objects")).hasSize(1);
        assertThat(files("spool")).isEmpty();
    }

    @Test
    void givesSameAnswerForSameSpool() throws IOException {
        try (Spool spool = store.spool()) {
            spool.write("hai".getBytes(UTF_8));
            assertThat(store.keep(spool)).isEqualTo(store.keep(spool));
        }
        assertThat(store.holds(Digest.sha256("hai".getBytes(UTF_8)))).isTrue();
    }

    @Test
    void discardsWhatWasNotKept() throws IOException {
        try (Spool spool = store.spool()) {
            spool.write(random(100_000));
            assertThat(files("spool")).hasSize(1);
        }
        assertThat(files("spool")).isEmpty();
        assertThat(files("objects")).isEmpty();
    }

    @Test
    void refusesBytesPastTheLimit() throws IOException {
        try (Spool spool = store.spool(10)) {
            spool.write(new byte[10]);
            assertThatThrownBy(() -> spool.write(1))
                    .isInstanceOfSatisfying(SpoolLimitException.class, e -> assertThat(e.limit())
                            .isEqualTo(10));
            assertThat(spool.length()).isEqualTo(10);
            assertThat(store.keep(spool).length()).isEqualTo(10);
        }
    }

    @Test
    void refusesBytesAfterTheSeal() {
        try (Spool spool = store.spool()) {
            spool.seal();
            assertThatThrownBy(() -> spool.write(1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void readsSliceAndNoByteMore() throws IOException {
        byte[] content = random(200_000);
        StoredObject object = keep(content);
        ContentSlice slice = new ContentSlice(object.digest(), 1_000, 150_000);
        assertThat(read(slice)).isEqualTo(java.util.Arrays.copyOfRange(content, 1_000, 151_000));
        try (InputStream in = store.open(slice)) {
            assertThat(in.skip(149_999)).isEqualTo(149_999);
            assertThat(in.read()).isEqualTo(content[150_999] & 0xff);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void namesTheDigestOfMissingObject() {
        Digest absent = Digest.sha256("vắng".getBytes(UTF_8));
        assertThat(store.holds(absent)).isFalse();
        assertThatThrownBy(() -> store.open(new ContentSlice(absent, 0, 1)))
                .isInstanceOf(ContentLostException.class)
                .hasMessageContaining(absent.toString());
    }

    @Test
    void namesTheDigestOfShortObject() throws IOException {
        StoredObject object = keep(random(1_000));
        assertThatThrownBy(() -> store.open(new ContentSlice(object.digest(), 1, 1_000)))
                .isInstanceOf(ContentLostException.class)
                .hasMessageContaining(object.digest().toString());
        InputStream in = store.open(object.whole());
        try (in) {
            Files.write(objectFile(), new byte[10]);
            in.read(new byte[10]);
            assertThatThrownBy(in::read).isInstanceOf(ContentLostException.class);
        }
    }

    @Test
    void replacesDamagedObjectByTheSameContent() throws IOException {
        byte[] content = random(1_000);
        keep(content);
        Files.write(objectFile(), new byte[10]);
        assertThat(read(keep(content).whole())).isEqualTo(content);
    }

    @Test
    void letsNobodyElseRead() throws IOException {
        keep(random(10));
        try (Spool open = store.spool();
                Stream<Path> all = Files.walk(root)) {
            open.write(1);
            all.filter(path -> !path.equals(root)).forEach(path -> assertThat(permissions(path))
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void keepsOneObjectWhenManyKeepTheSameAtOnce() throws Exception {
        byte[] content = random(100_000);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<StoredObject>> kept = IntStream.range(0, 32)
                    .mapToObj(i -> pool.submit(() -> keep(content)))
                    .toList();
            for (Future<StoredObject> object : kept) {
                assertThat(read(object.get(60, TimeUnit.SECONDS).whole())).isEqualTo(content);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(files("spool")).isEmpty();
        assertThat(files("objects")).hasSize(1);
    }

    @Test
    void sweepsWhatDeadProcessLeftAndNothingElse() throws IOException {
        Path left = Files.write(root.resolve("spool").resolve("1-1-left.spool"), new byte[10]);
        Files.setLastModifiedTime(left, FileTime.fromMillis(0));
        Spool own = store.spool();
        try (own;
                ChildJvm other = ChildJvm.start(SpoolingChild.class, root.toString(), "hold")) {
            Path theirs = Path.of(other.await("holding ", PATIENCE));
            Files.setLastModifiedTime(theirs, FileTime.fromMillis(0));
            Files.setLastModifiedTime(own.file(), FileTime.fromMillis(0));
            new ContentStore(root);
            assertThat(left).doesNotExist();
            assertThat(theirs).exists();
            assertThat(own.file()).exists();
            other.kill();
            new ContentStore(root);
            assertThat(theirs).doesNotExist();
        }
    }

    @Test
    void leavesNoHalfObjectWhenKilled() throws IOException {
        for (int round = 0; round < 4; round++) {
            List<String> printed;
            try (ChildJvm child = ChildJvm.start(SpoolingChild.class, root.toString(), "loop", "" + round)) {
                for (int i = 0; i < 5 + 7 * round; i++) {
                    child.await("kept ", PATIENCE);
                }
                printed = child.kill();
            }
            for (Path file : files("objects")) {
                assertThat(Digest.sha256(Files.readAllBytes(file)))
                        .hasToString(file.getFileName().toString());
            }
            printed.stream().filter(line -> line.matches("kept [0-9a-f]{64}")).forEach(line -> assertThat(
                            store.holds(Digest.parse(line.substring(5))))
                    .isTrue());
        }
        new ContentStore(root);
        assertThat(files("spool")).isEmpty();
    }

    private StoredObject keep(byte[] content) throws IOException {
        try (Spool spool = store.spool()) {
            spool.write(content);
            return store.keep(spool);
        }
    }

    private byte[] read(ContentSlice slice) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = store.open(slice)) {
            in.transferTo(out);
        }
        return out.toByteArray();
    }

    private Path objectFile() throws IOException {
        return files("objects").get(0);
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve(folder))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
