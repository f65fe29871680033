package org.lienthong.exchange.acceptance;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.admission.AddressedRecipient;
import org.lienthong.exchange.admission.AdmittedDocument;
import org.lienthong.exchange.admission.KeptContent;
import org.lienthong.exchange.admission.Submission;
import org.lienthong.exchange.admission.UploadedAttachments;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.receipt.ReceiptRecipient;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes an acceptance: all of it in one transaction, or nothing. */
final class AcceptanceRegister {

    private static final String OPERATION = "SendDocument";

    /** The keys that two senders, or one that retries, can race for; any other is our own fault. */
    private static final Set<String> RACED =
            Set.of("submission_once", "message_id_once", "content_once", "document_id_once");

    private final TransactionTemplate transaction;
    private final AcceptedRows rows;
    private final EventBook events;
    private final ReplayGuard replays;
    private final EarlierDocuments earlier;
    private final UploadedAttachments uploads;
    private final InstantSource clock;
    private final AcceptanceSettings settings;
    private final Passage passage;

    AcceptanceRegister(
            DataSource source,
            TransactionTemplate transaction,
            EventBook events,
            EarlierDocuments earlier,
            InstantSource clock,
            AcceptanceSettings settings,
            Passage passage) {
        this.transaction = transaction;
        this.rows = new AcceptedRows(source);
        this.events = events;
        this.replays = new ReplayGuard(source);
        this.earlier = earlier;
        this.uploads = new UploadedAttachments(source, clock);
        this.clock = clock;
        this.settings = settings;
        this.passage = passage;
    }

    /**
     * @return Accepted, after the commit; Duplicate, if an equal submission won the race
     * @throws org.lienthong.message.refusal.RefusedException IdReused, DuplicateDocument, DocumentIdReused, Replayed,
     *     ContentMissing
     */
    Acceptance record(AdmittedDocument admitted, KeptContent kept) {
        SignedRequest request = request(admitted.submission(), kept);
        Optional<Receipt> written;
        try {
            written = transaction.execute(
                    begun -> replays.firstSeen(request) ? Optional.of(write(admitted, kept)) : Optional.empty());
        } catch (DuplicateKeyException lost) {
            if (!constraint(lost).filter(RACED::contains).isPresent()) {
                throw lost;
            }
            return winner(admitted).orElseThrow(() -> lost);
        }
        return written.<Acceptance>map(Acceptance.Accepted::new)
                .or(() -> winner(admitted))
                .orElseThrow(() -> ReplayGuard.replayed(request).refused());
    }

    private Receipt write(AdmittedDocument admitted, KeptContent kept) {
        uploads.use(admitted.submission());
        AcceptanceTerms terms = AcceptanceTerms.from(clock.instant(), settings);
        List<ReceiptRecipient> recipients = recipients(admitted.recipients());
        Digest event = events.append(AcceptanceEvent.of(admitted, kept, terms, recipients));
        rows.insert(admitted, kept, terms, event, recipients);
        passage.reached(Passage.Step.ACCEPTANCE_WRITTEN);
        return new Receipt(
                admitted.submission().messageId(),
                admitted.document().documentId(),
                admitted.opened().contentDigest(),
                terms.acceptedAt(),
                event,
                terms.logOrigin(),
                terms.logBy(),
                recipients);
    }

    /** Reads again what another transaction committed meanwhile; the refusals of the look-up apply. */
    private Optional<Acceptance> winner(AdmittedDocument admitted) {
        Optional<Acceptance> found = earlier.find(admitted.opened());
        if (found.isEmpty()) {
            earlier.requireMessageIdOfNoStatus(admitted.opened());
            earlier.requireDocumentIdUnused(admitted.opened());
        }
        return found;
    }

    private static List<ReceiptRecipient> recipients(List<AddressedRecipient> addressed) {
        List<ReceiptRecipient> recipients = new ArrayList<>(addressed.size());
        for (AddressedRecipient recipient : addressed) {
            recipients.add(
                    recipient.refused().isPresent()
                            ? ReceiptRecipient.refused(
                                    recipient.written(),
                                    recipient.organ(),
                                    recipient.refused().get().wire())
                            : ReceiptRecipient.accepted(
                                    recipient.written(), recipient.organ().orElseThrow(), DeliveryId.random()));
        }
        return recipients;
    }

    private static SignedRequest request(Submission submission, KeptContent kept) {
        return new SignedRequest(
                submission.caller().system(),
                submission.requestId(),
                submission.sealed().created(),
                OPERATION,
                kept.raw().digest(),
                submission.receivedAt());
    }

    private static Optional<String> constraint(DuplicateKeyException lost) {
        for (@Nullable Throwable cause = lost; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException postgres) {
                return Optional.ofNullable(postgres.getServerErrorMessage()).map(ServerErrorMessage::getConstraint);
            } else if (cause instanceof SQLException sql && sql.getNextException() instanceof PSQLException next) {
                return Optional.ofNullable(next.getServerErrorMessage()).map(ServerErrorMessage::getConstraint);
            }
        }
        return Optional.empty();
    }
}
