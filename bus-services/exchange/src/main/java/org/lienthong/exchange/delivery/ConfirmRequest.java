package org.lienthong.exchange.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/**
 * A recipient signs for a delivery, or refuses it.
 *
 * @param organs whom the caller may confirm for
 * @param proof the signed confirmation, in the content store already
 */
public record ConfirmRequest(
        SignedRequest call,
        Set<OrganId> organs,
        DeliveryId deliveryId,
        Received received,
        Verdict verdict,
        Proof proof) {

    public ConfirmRequest {
        organs = Set.copyOf(organs);
    }

    /** What the recipient says it received. */
    public record Received(
            MessageId messageId,
            DocumentId documentId,
            Digest edxml,
            List<Attachment> attachments,
            Optional<Digest> original) {

        public Received {
            attachments = List.copyOf(attachments);
        }
    }

    /** @param length in bytes */
    public record Attachment(ContentId contentId, Digest sha256, long length) {}

    /**
     * @param reason present with REFUSED, absent with TAKEN
     * @param takenAt as the recipient says
     */
    public record Verdict(Outcome outcome, Optional<IntegrityReason> reason, Instant takenAt) {}

    /** The HTTP entity of the confirmation as the content store holds it. */
    public record Proof(Digest object, long length, String contentType) {}
}
