package org.lienthong.client.notice;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.message.evidence.NoticeText;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;

/**
 * What the bus tells an agency; its digest was checked against what it says.
 *
 * @param kind STATUS, TAKEN, REFUSED, EXPIRED, RECALLED, STUCK, ORGAN_CLOSED, ORGAN_CHANGED, SYSTEM_CHANGED, KEY_BOUND,
 *     KEY_UNBOUND, MANDATE_GIVEN, MANDATE_WITHDRAWN; confirm and pass over any other
 * @param delivery absent from ORGAN_CLOSED and those after it
 * @param eventSha256 the fact in the bus's evidence log
 * @param status of STATUS
 */
public record Notice(
        NoticeId id,
        Digest sha256,
        String kind,
        Instant at,
        Optional<OfDelivery> delivery,
        Optional<Closed> closed,
        Digest eventSha256,
        Optional<ReceivedStatus> status) {

    /**
     * @param messageId of the document
     * @param to as addressed
     * @param reason of REFUSED
     */
    public record OfDelivery(
            DeliveryId id,
            MessageId messageId,
            DocumentId documentId,
            OrganId from,
            OrganId to,
            Optional<Integer> attempt,
            Optional<String> reason,
            Optional<Instant> takenAt) {}

    /** An agency that is no more. */
    public record Closed(OrganId organ, Optional<OrganId> successor) {}

    /** @throws ContentMismatch if the digest is not that of what the notice says */
    public Notice {
        Digest found = digest(id, kind, at, delivery, closed, eventSha256, status);
        if (!found.equals(sha256)) {
            throw new ContentMismatch("SHA-256 of notice " + id, sha256, found);
        }
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static Digest digest(
            NoticeId id,
            String kind,
            Instant at,
            Optional<OfDelivery> delivery,
            Optional<Closed> closed,
            Digest event,
            Optional<ReceivedStatus> status) {
        NoticeText text =
                new NoticeText().line("NoticeId", id).line("Kind", kind).line("At", at);
        delivery.ifPresent(of -> text.line("DeliveryId", of.id())
                .line("MessageId", of.messageId())
                .line("DocumentId", of.documentId())
                .line("From", of.from())
                .line("To", of.to())
                .line("Attempt", of.attempt())
                .line("Reason", of.reason())
                .line("TakenAt", of.takenAt()));
        closed.ifPresent(of -> text.line("Organ", of.organ()).line("Successor", of.successor()));
        text.line("EventSha256", event);
        status.ifPresent(told -> told.addTo(text));
        return text.sha256();
    }
}
