package org.lienthong.exchange.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.acceptance.AcceptanceSettings;
import org.lienthong.exchange.acceptance.Overload;
import org.lienthong.exchange.admission.RawEntity;
import org.lienthong.exchange.admission.StateSecrets;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/**
 * The way of a status message through the rooms that a document goes through, with the same invariants: no receipt before
 * commit, no acceptance without evidence, the signed request on disk before a row names it, a failed attempt leaves nothing
 * that makes its honest retry a duplicate.
 */
public final class AcceptStatus {

    private final StatusAdmission admission;
    private final EarlierStatuses earlier;
    private final StatusRegister register;
    private final DiskGuard disk;
    private final Overload overload;
    private final AcceptanceSettings settings;

    /** @param settings as for documents */
    public AcceptStatus(Surroundings around, EdxmlReader reader, DiskGuard disk, AcceptanceSettings settings) {
        this.admission = new StatusAdmission(
                reader, around.directory(), new StateSecrets(around.database(), around.events(), around.clock()));
        this.earlier = new EarlierStatuses(around.database());
        this.register = new StatusRegister(around, earlier, settings);
        this.disk = disk;
        this.overload = new Overload(settings.retryAfter());
        this.settings = settings;
    }

    /** @param clock the database's */
    public record Surroundings(
            DataSource database, Directory directory, EventBook events, NoticeBook notices, InstantSource clock) {}

    /**
     * Safe to repeat, at the same time too: the same content under the same MessageId is told the same receipt.
     *
     * @throws org.lienthong.message.refusal.RefusedException DigestMismatch, TooLarge, StateSecret, RuleBroken,
     *     NotAuthorised, UnknownOrgan, UnknownDelivery, DeliveryAmbiguous, StatusMismatch, StatusNotAllowed,
     *     StatusOutOfOrder, StatusRepeated, IdReused, Replayed; Busy, when it cannot be known whether it was accepted: a
     *     repeat tells
     */
    public Receipt accept(StatusSubmission submission) {
        return overload.sayBusy(() -> {
            byte[] edxml = submission.edxml().asAnnounced();
            Optional<Receipt> before = earlier.find(submission);
            if (before.isPresent()) {
                return before.get();
            }
            AdmittedStatus admitted = admission.admit(submission, edxml);
            DeliveryId delivery = register.find(admitted);
            StoredObject kept = keep(submission.raw());
            return register.record(admitted, delivery, kept);
        });
    }

    private StoredObject keep(RawEntity raw) {
        if (!disk.roomFor(raw.root().length)) {
            throw Refusal.of(RefusalCode.BUSY)
                    .with("what", "content store")
                    .after(settings.retryAfter())
                    .refused();
        }
        try {
            return raw.keep();
        } catch (FileSystemException full) {
            throw new UncheckedIOException(full);
        } catch (IOException broken) {
            throw Refusal.of(RefusalCode.MALFORMED).with("what", "multipart").refused(broken);
        }
    }
}
