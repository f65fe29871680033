package org.lienthong.exchange.admission;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.lienthong.exchange.upload.AnnouncedUpload;
import org.lienthong.exchange.upload.CompleteUploads;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.UploadId;
import org.lienthong.message.refusal.RefusalCode;

/** Attachments that came before their document: complete, of the sending organ, and what the document announces. */
public final class UploadedAttachments {

    private final CompleteUploads uploads;

    /** @param clock the database's */
    public UploadedAttachments(DataSource source, InstantSource clock) {
        this.uploads = new CompleteUploads(source, clock);
    }

    /** @throws org.lienthong.message.refusal.RefusedException ContentMissing, naming all that is; DigestMismatch */
    void require(Submission submission) {
        Map<UploadId, AnnouncedUpload> complete =
                uploads.find(submission.caller().organ(), named(submission));
        requireAll(submission, complete.keySet());
        for (AnnouncedAttachment attachment : submission.attachments()) {
            attachment.upload().map(complete::get).ifPresent(upload -> requireSame(attachment, upload));
        }
    }

    /**
     * Marks them as named, in the transaction of the acceptance: the collector waits for its end, or was quicker.
     *
     * @throws org.lienthong.message.refusal.RefusedException ContentMissing, naming all that is
     */
    public void use(Submission submission) {
        requireAll(submission, uploads.use(submission.caller().organ(), named(submission)));
    }

    private static List<UploadId> named(Submission submission) {
        return submission.attachments().stream()
                .flatMap(attachment -> attachment.upload().stream())
                .toList();
    }

    private static void requireAll(Submission submission, Set<UploadId> found) {
        List<ContentId> missing = submission.attachments().stream()
                .filter(attachment ->
                        attachment.upload().filter(id -> !found.contains(id)).isPresent())
                .map(AnnouncedAttachment::id)
                .toList();
        if (!missing.isEmpty()) {
            throw AttachmentRules.unresolved(RefusalCode.CONTENT_MISSING, missing)
                    .refused();
        }
    }

    private static void requireSame(AnnouncedAttachment attachment, AnnouncedUpload upload) {
        String place = AttachmentRules.place(attachment.id());
        if (attachment.length() != upload.length()) {
            throw Mismatch.length(place, attachment.length(), upload.length()).refused();
        }
        if (!attachment.sha256().equals(upload.sha256())) {
            throw Mismatch.digest(place, attachment.sha256(), upload.sha256()).refused();
        }
        if (!attachment.mediaType().equals(upload.mediaType())) {
            throw Mismatch.mediaType(place, attachment.mediaType(), upload.mediaType())
                    .refused();
        }
    }
}
