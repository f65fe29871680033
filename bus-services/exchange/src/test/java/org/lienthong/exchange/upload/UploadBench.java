package org.lienthong.exchange.upload;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.lienthong.exchange.directory.Caller;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.DirectoryLoader;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.postgres.RequestPartitions;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.exchange.store.PartialContents;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;

/** Uploads over a real database and disk, with a clock set by hand. */
final class UploadBench {

    final ExchangeDatabase database;
    final Path folder;
    final ManualClock clock = new ManualClock();
    final PartialContents partials;
    final Uploads uploads;

    UploadBench(ExchangeDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
        database.clear();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        new RequestPartitions(database.jdbc()).keep(today);
        new DirectoryLoader(database.dataSource(), new EventBook(database.dataSource(), new SecureRandom()), clock)
                .load(DirectoryFolder.usual(folder).write());
        this.partials = reopened();
        this.uploads = uploads(partials, 0);
    }

    /** @return what a process of its own, or the next one, has */
    PartialContents reopened() {
        return new PartialContents(new ContentStore(folder.resolve("store")));
    }

    Uploads uploads(PartialContents over, long reserve) {
        return new Uploads(
                new Uploads.Surroundings(database.dataSource(), over, new DiskGuard(folder, reserve), clock),
                UploadSettings.ofTheProfile());
    }

    UploadCollector collector() {
        return new UploadCollector(database.dataSource(), partials, clock);
    }

    Caller caller(String system) {
        return new Directory(database.dataSource(), clock)
                .authorise(new SystemId(system), Optional.empty(), Scope.SEND);
    }

    SignedRequest request(String requestId) {
        return new SignedRequest(
                new SystemId("vpcp"),
                new RequestId(requestId),
                clock.instant(),
                "PrepareUpload",
                Digest.sha256(requestId.getBytes(StandardCharsets.UTF_8)),
                clock.instant());
    }

    PreparedUpload prepare(String system, byte[] content) {
        return prepare(system, announced(content));
    }

    PreparedUpload prepare(String system, AnnouncedUpload upload) {
        return uploads.prepare(caller(system), request("r-" + UUID.randomUUID()), upload);
    }

    static AnnouncedUpload announced(byte[] content) {
        return new AnnouncedUpload(content.length, Digest.sha256(content), "application/pdf");
    }

    static UploadKey key(PreparedUpload prepared) {
        return new UploadKey(prepared.id(), prepared.token());
    }

    static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    /** @return a chunk with the bytes of the content from there on */
    static Chunk chunk(byte[] content, int from, int to) {
        return new Chunk(from, to - from, out -> out.write(content, from, to - from));
    }

    ChunkOutcome write(PreparedUpload prepared, byte[] content, int from, int to) {
        return uploads.write(key(prepared), chunk(content, from, to));
    }

    static void write(OutputStream out, byte[] bytes, int from, int to) throws IOException {
        out.write(Arrays.copyOfRange(bytes, from, to));
    }

    String state(PreparedUpload prepared) {
        return database.jdbc()
                .sql("select state || ' ' || received from upload where upload_id = ?")
                .param(prepared.id().value())
                .query(String.class)
                .optional()
                .orElse("gone");
    }
}
