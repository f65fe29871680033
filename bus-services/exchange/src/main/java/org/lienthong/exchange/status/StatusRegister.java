package org.lienthong.exchange.status;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.acceptance.AcceptanceSettings;
import org.lienthong.exchange.admission.RawEntity;
import org.lienthong.exchange.delivery.RecallDelivery;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.exchange.evidence.SignerFacts;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.notice.NoticeKind;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.receipt.ReceiptRecipient;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.evidence.ObjectDigest;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes an accepted status message: status, standing, evidence, notice, and the end of the delivery where it ends, in one
 * transaction, or nothing. The lock of the delivery's row orders the statuses of a delivery.
 */
final class StatusRegister {

    private static final String OPERATION = "SendStatus";
    private static final String EDXML_TYPE = "application/xml";

    private final TransactionTemplate transaction;
    private final DeliveryLookUp lookUp;
    private final StatusRules rules;
    private final StatusRows rows;
    private final EarlierStatuses earlier;
    private final ReplayGuard replays;
    private final EventBook events;
    private final NoticeBook notices;
    private final RecallDelivery recall;
    private final InstantSource clock;
    private final AcceptanceSettings settings;

    StatusRegister(AcceptStatus.Surroundings around, EarlierStatuses earlier, AcceptanceSettings settings) {
        DataSource source = around.database();
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.lookUp = new DeliveryLookUp(source);
        this.rules = new StatusRules(source);
        this.rows = new StatusRows(source);
        this.earlier = earlier;
        this.replays = new ReplayGuard(source);
        this.events = around.events();
        this.notices = around.notices();
        this.recall = new RecallDelivery(source, around.events());
        this.clock = around.clock();
        this.settings = settings;
    }

    /**
     * Refuses before anything is kept what could not be recorded anyway; the verdict that counts is that of {@link #record}.
     *
     * @throws org.lienthong.message.refusal.RefusedException as of {@link #record}
     */
    DeliveryId find(AdmittedStatus admitted) {
        DeliveryId delivery = lookUp.find(admitted);
        transaction.executeWithoutResult(begun -> {
            BoundDelivery bound = lookUp.lock(delivery, admitted);
            if (earlier.find(admitted.submission()).isEmpty()) {
                rules.judge(admitted, bound);
            }
        });
        return delivery;
    }

    /**
     * @param kept the HTTP entity
     * @throws org.lienthong.message.refusal.RefusedException UnknownDelivery, StatusMismatch, StatusNotAllowed,
     *     StatusOutOfOrder, StatusRepeated, IdReused, Replayed
     */
    Receipt record(AdmittedStatus admitted, DeliveryId delivery, StoredObject kept) {
        SignedRequest request = request(admitted.submission(), kept);
        Optional<Receipt> written;
        try {
            written = transaction.execute(begun -> {
                BoundDelivery bound = lookUp.lock(delivery, admitted);
                Optional<Receipt> twin = earlier.find(admitted.submission());
                if (twin.isPresent()) {
                    return twin;
                }
                return replays.firstSeen(request) ? Optional.of(write(admitted, bound, kept)) : Optional.empty();
            });
        } catch (DuplicateKeyException lost) {
            return earlier.find(admitted.submission()).orElseThrow(() -> lost);
        }
        return written.or(() -> earlier.find(admitted.submission()))
                .orElseThrow(() -> ReplayGuard.replayed(request).refused());
    }

    private Receipt write(AdmittedStatus admitted, BoundDelivery delivery, StoredObject kept) {
        StatusRules.Verdict verdict = rules.judge(admitted, delivery);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant logBy = now.plus(settings.logWithin()).truncatedTo(ChronoUnit.MILLIS);
        Digest event = events.append(fact(admitted, delivery, kept, now, logBy));
        Receipt receipt = receipt(admitted, delivery, now, event, logBy);
        long status = rows.insert(admitted, delivery, kept, receipt);
        rows.stand(admitted, delivery, status, now);
        if (verdict.ends()) {
            Digest recalled = recall.recall(delivery.id(), delivery.recipient(), now, event);
            if (verdict.silent()) {
                notices.tellSender(delivery.id(), NoticeKind.RECALLED, now, recalled);
            }
        } else {
            rows.continueChain(delivery, event);
        }
        if (!verdict.silent()) {
            notices.tellStatus(delivery.otherThan(admitted.speaker()), delivery.id(), status, now);
        }
        return receipt;
    }

    private Receipt receipt(AdmittedStatus admitted, BoundDelivery delivery, Instant now, Digest event, Instant logBy) {
        OrganId to = delivery.otherThan(admitted.speaker());
        OrganId written = admitted.other().equals(to) ? admitted.status().counterpart() : to;
        return new Receipt(
                admitted.submission().messageId(),
                delivery.documentId(),
                admitted.submission().contentDigest(),
                now,
                event,
                settings.logOrigin(),
                logBy,
                List.of(ReceiptRecipient.accepted(written, to, delivery.id())));
    }

    private static EventDraft fact(
            AdmittedStatus admitted, BoundDelivery delivery, StoredObject kept, Instant now, Instant logBy) {
        StatusSubmission submission = admitted.submission();
        RawEntity raw = submission.raw();
        return EventDraft.of(
                EventKind.STATUS,
                now,
                delivery.id(),
                delivery.lastEvent(),
                SignerFacts.of(submission.sealed())
                        .with(EventField.FROM, admitted.speaker())
                        .with(EventField.TO, delivery.recipient())
                        .with(EventField.MESSAGE_ID, submission.messageId())
                        .with(EventField.DOCUMENT_ID, delivery.documentId())
                        .with(EventField.CONTENT_DIGEST, submission.contentDigest())
                        .with(EventField.ABOUT, delivery.edxml())
                        .with(EventField.STATUS_CODE, admitted.code().wire())
                        .with(EventField.STATUS_SEQ, delivery.seq() + 1)
                        .with(EventField.SYSTEM, submission.caller().system())
                        .with(EventField.REQUEST_ID, submission.requestId())
                        .with(EventField.RAW, new ObjectDigest(kept.digest(), kept.length(), raw.contentType()))
                        .with(
                                EventField.ROOT,
                                new ObjectDigest(Digest.sha256(raw.root()), raw.root().length, raw.rootContentType()))
                        .with(
                                EventField.EDXML,
                                new ObjectDigest(
                                        submission.edxml().sha256(),
                                        submission.edxml().length(),
                                        EDXML_TYPE))
                        .with(EventField.LOG_BY, logBy));
    }

    private static SignedRequest request(StatusSubmission submission, StoredObject kept) {
        return new SignedRequest(
                submission.caller().system(),
                submission.requestId(),
                submission.sealed().created(),
                OPERATION,
                kept.digest(),
                submission.receivedAt());
    }
}
