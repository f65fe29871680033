package org.lienthong.exchange.admission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.lienthong.exchange.admission.KeptContent.KeptAttachment;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.exchange.store.PartialContents;
import org.lienthong.exchange.store.Spool;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.UploadId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/** Reads the parts that an admitted document announced, and puts everything on disk. */
public final class ContentIntake {

    private static final Pattern DISK =
            Pattern.compile("No space left|quota exceeded|Input/output error|Read-only file");

    private final ContentStore store;
    private final PartialContents partials;
    private final DiskGuard disk;
    private final Duration retryAfter;

    /** @param retryAfter what a sender is told while the disk has no room */
    public ContentIntake(ContentStore store, DiskGuard disk, Duration retryAfter) {
        this.store = store;
        this.partials = new PartialContents(store);
        this.disk = disk;
        this.retryAfter = retryAfter;
    }

    /**
     * Reads every part to its announced length, then keeps: when this returns, all of it survives a power cut. Whatever
     * fails before leaves nothing; what a failure after leaves are objects that no row names.
     *
     * @throws org.lienthong.message.refusal.RefusedException DigestMismatch, ContentMissing, ContentUnexpected, Malformed;
     *     Busy, before a byte is written, if the disk's reserve would be touched
     * @throws UncheckedIOException the disk
     */
    public KeptContent take(AdmittedDocument admitted) {
        Submission submission = admitted.submission();
        requireRoom(submission);
        try (PartReading parts = new PartReading(store, submission.attachments())) {
            readAll(submission.parts(), parts);
            StoredObject raw = keepRaw(submission.raw());
            StoredObject edxml = keep(submission.edxml().bytes());
            List<KeptAttachment> attachments = new ArrayList<>();
            Map<ContentId, StoredObject> own = new LinkedHashMap<>();
            for (AnnouncedAttachment attachment : submission.attachments()) {
                attachment.inline().ifPresent(content -> own.put(attachment.id(), keep(content)));
                attachment.upload().ifPresent(upload -> own.put(attachment.id(), keep(attachment, upload)));
                StoredObject whole = own.get(attachment.id());
                ContentSlice content = whole != null ? whole.whole() : parts.keep(attachment, raw);
                attachments.add(new KeptAttachment(attachment, content));
            }
            return new KeptContent(raw, Digest.sha256(submission.raw().root()), edxml, attachments);
        }
    }

    private void requireRoom(Submission submission) {
        long attachments = submission.attachments().stream()
                .filter(attachment -> attachment.carriage() != Carriage.UPLOADED) // on disk already
                .mapToLong(AnnouncedAttachment::length)
                .sum();
        long announced = submission.raw().root().length + submission.edxml().bytes().length + attachments;
        if (!disk.roomFor(announced)) {
            throw Refusal.of(RefusalCode.BUSY)
                    .with("what", "content store")
                    .after(retryAfter)
                    .refused();
        }
    }

    private static void readAll(PartSource source, PartReading parts) {
        try {
            for (var part = source.next(); part.isPresent(); part = source.next()) {
                parts.read(part.get());
            }
        } catch (IOException broken) {
            throw torn(broken);
        }
        parts.requireAll();
    }

    private static StoredObject keepRaw(RawEntity raw) {
        try {
            return raw.keep();
        } catch (IOException broken) {
            throw torn(broken);
        }
    }

    /** Admission saw it; if it is gone by now, its time was over. */
    private StoredObject keep(AnnouncedAttachment attachment, UploadId upload) {
        return partials.keep(upload, new StoredObject(attachment.sha256(), attachment.length()))
                .orElseThrow(() -> AttachmentRules.unresolved(RefusalCode.CONTENT_MISSING, List.of(attachment.id()))
                        .refused());
    }

    private StoredObject keep(byte[] content) {
        try (Spool spool = store.spool()) {
            spool.write(content);
            return store.keep(spool);
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    /** A door that spools while it reads may tell a full disk as an IOException: that is not the sender's fault. */
    private static RuntimeException torn(IOException broken) {
        String said = broken.getMessage();
        if (broken instanceof FileSystemException
                || (said != null && DISK.matcher(said).find())) {
            return new UncheckedIOException(broken);
        }
        return Refusal.of(RefusalCode.MALFORMED)
                .with("what", "multipart")
                .at("Attachment")
                .refused(broken);
    }
}
