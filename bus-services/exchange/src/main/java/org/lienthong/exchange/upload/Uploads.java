package org.lienthong.exchange.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.directory.Caller;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.exchange.store.PartialContents;
import org.lienthong.exchange.store.PartialFile;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.UploadId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes files in, chunk by chunk. Invariants: the offset in the database, and so every one that is told, is of bytes forced to
 * disk before; one chunk of an upload is written at a time, among all gateways; COMPLETE means whole, as announced, and on
 * disk. While bytes come in, no database connection is held.
 */
public final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final TransactionTemplate transaction;
    private final UploadRows rows;
    private final ReplayGuard replays;
    private final PartialContents partials;
    private final DiskGuard disk;
    private final InstantSource clock;
    private final UploadSettings settings;
    private final SecureRandom random = new SecureRandom();

    /** What uploads are kept in, and by which clock. */
    public record Surroundings(DataSource database, PartialContents partials, DiskGuard disk, InstantSource clock) {}

    public Uploads(Surroundings around, UploadSettings settings) {
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(around.database()));
        this.rows = new UploadRows(around.database());
        this.replays = new ReplayGuard(around.database());
        this.partials = around.partials();
        this.disk = around.disk();
        this.clock = around.clock();
        this.settings = settings;
    }

    public UploadSettings settings() {
        return settings;
    }

    /**
     * @param caller who may send for the organ
     * @throws RefusedException TooLarge; Busy, when the organ holds as much as it may or the disk has no room; Replayed
     */
    public PreparedUpload prepare(Caller caller, SignedRequest request, AnnouncedUpload upload) {
        if (upload.length() > settings.longest()) {
            throw Refusal.of(RefusalCode.TOO_LARGE)
                    .with("what", "PrepareUpload/Length")
                    .with("limit", settings.longest() + " B")
                    .at("PrepareUpload/Length")
                    .refused();
        }
        if (!disk.roomFor(upload.length())) {
            throw busy("content store");
        }
        UploadKey key = new UploadKey(UploadId.random(), UploadToken.random(random));
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.idle());
        transaction.executeWithoutResult(begun -> {
            replays.requireFirst(request);
            requireWithinLimits(rows.lockHeld(caller.organ()), upload);
            rows.insert(key, caller, upload, now, expiresAt);
        });
        return new PreparedUpload(key.id(), key.token(), 0, settings.chunk(), expiresAt);
    }

    private void requireWithinLimits(UploadRows.Held held, AnnouncedUpload upload) {
        if (held.open() >= settings.open()) {
            throw busy(held.open() + " uploads open, limit " + settings.open());
        }
        if (upload.length() > settings.bytes() - held.bytes()) {
            throw busy("uploads of " + held.bytes() + " B without a document, limit " + settings.bytes() + " B");
        }
    }

    private RefusedException busy(String what) {
        return Refusal.of(RefusalCode.BUSY)
                .with("what", what)
                .after(settings.retryAfter())
                .refused();
    }

    /** @return empty if the token does not open this upload, or it is gone */
    public Optional<UploadProgress> progress(UploadKey key) {
        return rows.find(key, clock.instant())
                .map(row -> row.progress(Math.min(row.received(), partials.length(row.id()))));
    }

    /**
     * Reads a chunk, if it is the next one, and answers for it.
     *
     * @throws RefusedException of the body; what came before counts
     * @throws UncheckedIOException the disk; the chunk does not count
     */
    public ChunkOutcome write(UploadKey key, Chunk chunk) {
        Optional<UploadRow> seen = rows.find(key, clock.instant());
        if (seen.isEmpty()) {
            return new ChunkOutcome.Unknown();
        }
        if (!seen.get().isOpen()) {
            return settled(seen.get(), chunk);
        }
        Optional<PartialFile> claimed = partials.open(key.id());
        if (claimed.isEmpty()) {
            return new ChunkOutcome.Contended();
        }
        try (PartialFile file = claimed.get()) {
            Optional<UploadRow> row = rows.find(key, clock.instant()); // as the one who wrote last left it
            if (row.isEmpty()) {
                return new ChunkOutcome.Unknown();
            }
            return row.get().isOpen() ? append(key, row.get(), file, chunk) : settled(row.get(), chunk);
        }
    }

    /** An empty chunk at the end is the repeat of one that completed. */
    private static ChunkOutcome settled(UploadRow row, Chunk chunk) {
        UploadProgress progress = row.progress(row.length());
        return chunk.offset() == row.length() && chunk.length() == 0
                ? new ChunkOutcome.Stored(progress)
                : new ChunkOutcome.WrongOffset(progress);
    }

    private ChunkOutcome append(UploadKey key, UploadRow row, PartialFile file, Chunk chunk) {
        long durable = Math.min(row.received(), file.length());
        if (durable < row.received()) {
            LOG.error(
                    "Upload {} has {} bytes on disk but had {}: the agency is told to go on from there. Check the disk.",
                    row.id(),
                    durable,
                    row.received());
        }
        if (chunk.offset() != durable) {
            return new ChunkOutcome.WrongOffset(row.progress(durable));
        }
        if (chunk.length() > row.length() - durable) {
            return new ChunkOutcome.Beyond(row.length());
        }
        if (!disk.roomFor(chunk.length())) {
            return new ChunkOutcome.NoRoom();
        }
        file.cut(durable);
        try {
            chunk.body().copyTo(file);
        } catch (RefusedException brokeOff) {
            ChunkOutcome kept = answer(key, row, file);
            LOG.info("Upload {}: a chunk broke off ({}); what came of it: {}", row.id(), brokeOff.refusal(), kept);
            throw brokeOff;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return answer(key, row, file);
    }

    /** Forces what is in the file, and lets it count. */
    private ChunkOutcome answer(UploadKey key, UploadRow row, PartialFile file) {
        file.force();
        long length = file.length();
        if (length == row.length()) {
            return complete(key, row, file);
        }
        return rows.stand(row, length, from(settings.idle()))
                ? new ChunkOutcome.Stored(row.progress(length))
                : lost(key);
    }

    private ChunkOutcome complete(UploadKey key, UploadRow row, PartialFile file) {
        Digest found = file.sha256();
        if (!found.equals(row.announced().sha256())) {
            boolean stands = rows.stand(row, 0, from(settings.idle()));
            file.cut(0);
            return stands ? new ChunkOutcome.Altered(row.announced().sha256(), found) : lost(key);
        }
        return rows.complete(row, clock.instant(), from(settings.unreferenced()))
                ? new ChunkOutcome.Stored(new UploadProgress(row.length(), row.length(), true))
                : lost(key);
    }

    /** The row is not as it was read: its time was over, or another gateway wrote where file locks do not work. */
    private ChunkOutcome lost(UploadKey key) {
        return progress(key).<ChunkOutcome>map(ChunkOutcome.WrongOffset::new).orElseGet(ChunkOutcome.Unknown::new);
    }

    private Instant from(Duration life) {
        return clock.instant().plus(life);
    }
}
