package org.lienthong.exchange.notice;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.message.evidence.NoticeText;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;

/**
 * What an organ is told; a pure function of rows that never change.
 *
 * @param delivery present unless the directory changed
 * @param closed the organ that closed, or that the change is about
 * @param event digest of the fact's line of evidence
 */
public record Notice(
        NoticeId id,
        NoticeKind kind,
        Instant at,
        Optional<OfDelivery> delivery,
        Optional<Closed> closed,
        Digest event,
        Optional<StatusTold> status) {

    /**
     * @param messageId of the document
     * @param to as the sender wrote it
     * @param attempt absent from STATUS
     * @param reason of REFUSED
     * @param takenAt as the recipient says, of TAKEN and REFUSED
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

    /**
     * An organ of which the directory says something new.
     *
     * @param successor of a closed one
     */
    public record Closed(OrganId organ, Optional<OrganId> successor) {}

    /** @return what names and confirms this notice (wsdl/PROFILE.md) */
    public Digest sha256() {
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
