package org.lienthong.client.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.failure.UploadGone;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.json.MalformedJsonException;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.PreparedUpload;
import org.lienthong.client.watch.TransferWatch;
import org.lienthong.message.identity.UploadId;

/**
 * Files on their way to a bus before their documents, each in a folder named by its SHA-256, so that an upload goes on after a
 * crash and a file that is there already is not brought twice:
 *
 * <pre>
 * 9f86d0…/upload.json    what the bus said to PrepareUpload; its token opens the upload to whoever reads it
 * </pre>
 */
public final class UploadLedger {

    private static final String UPLOAD = "upload.json";
    /** By then the bus has forgotten it (wsdl/PROFILE.md 6). */
    private static final Duration FORGOTTEN = Duration.ofDays(3);

    private final AgencyClient client;
    private final Path folder;
    private final InstantSource clock;

    private UploadLedger(AgencyClient client, Path folder, InstantSource clock) {
        this.client = client;
        this.folder = folder;
        this.clock = clock;
    }

    /** @param folder made if it is not there; its owner's alone */
    public static UploadLedger open(AgencyClient client, Path folder, InstantSource clock) throws IOException {
        return new UploadLedger(client, DurableFiles.folder(folder), clock);
    }

    /** @return whether this file, under this media type, was begun to be uploaded */
    public boolean knows(OutgoingAttachment attachment) throws IOException {
        return kept(attachment).isPresent();
    }

    /**
     * Brings a file to the bus, from where an earlier process left off.
     *
     * @return the attachment as the document shall name it
     * @throws LedgerInUseException if another process is bringing the same file
     */
    public OutgoingAttachment bring(OutgoingAttachment attachment, TransferWatch watch) throws IOException {
        forgetOld();
        Path lock = DurableFiles.folder(place(attachment)).resolve("lock");
        try (LedgerLock held = LedgerLock.tryTake(lock).orElseThrow(() -> new LedgerInUseException(lock))) {
            Optional<PreparedUpload> kept = kept(attachment);
            if (kept.isPresent()) {
                try {
                    return client.upload(attachment, kept.get(), watch);
                } catch (UploadGone expired) {
                    Files.delete(place(attachment).resolve(UPLOAD));
                }
            }
            return client.upload(attachment, prepared(attachment), watch);
        }
    }

    private PreparedUpload prepared(OutgoingAttachment attachment) throws IOException {
        PreparedUpload prepared = client.prepareUpload(attachment);
        JsonObject upload = new JsonObject()
                .put("uploadId", prepared.id())
                .put("url", prepared.url())
                .put("token", prepared.token())
                .put("chunkMax", prepared.chunkMax())
                .put("expiresAt", prepared.expiresAt())
                .put("mediaType", attachment.mediaType())
                .put("preparedAt", clock.instant());
        DurableFiles.write(place(attachment).resolve(UPLOAD), upload.pretty());
        return prepared;
    }

    private Optional<PreparedUpload> kept(OutgoingAttachment attachment) throws IOException {
        Path file = place(attachment).resolve(UPLOAD);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonObject upload = JsonObject.read(Files.readAllBytes(file));
        if (!upload.text("mediaType").equals(attachment.mediaType())) {
            return Optional.empty();
        }
        String id = upload.text("uploadId");
        return Optional.of(new PreparedUpload(
                UploadId.parse(id).orElseThrow(() -> new MalformedJsonException("no UploadId: " + id)),
                URI.create(upload.text("url")),
                upload.text("token"),
                upload.number("chunkMax"),
                Instant.parse(upload.text("expiresAt"))));
    }

    private void forgetOld() throws IOException {
        Instant old = clock.instant().minus(FORGOTTEN);
        for (Path one : DurableFiles.children(folder)) {
            Path file = one.resolve(UPLOAD);
            if (Files.exists(file)
                    && Instant.parse(JsonObject.read(Files.readAllBytes(file)).text("preparedAt"))
                            .isBefore(old)) {
                DurableFiles.deleteTree(one);
            }
        }
    }

    private Path place(OutgoingAttachment attachment) {
        return folder.resolve(attachment.sha256().toString());
    }
}
