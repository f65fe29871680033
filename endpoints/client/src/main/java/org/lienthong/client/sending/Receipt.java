package org.lienthong.client.sending;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/**
 * The bus answers for the document from now on.
 *
 * @param contentDigest over sender, edXML, recipients and attachments: names the content, whatever the signature
 * @param eventSha256 the acceptance in the bus's evidence log
 * @param logBy when that log will have taken it up
 * @param signed the answer as received, signed by the bus: keep it
 */
public record Receipt(
        MessageId messageId,
        DocumentId documentId,
        Digest contentDigest,
        Instant acceptedAt,
        Digest eventSha256,
        String logOrigin,
        Instant logBy,
        List<Recipient> recipients,
        SignedAnswer signed) {

    public Receipt {
        recipients = List.copyOf(recipients);
    }

    /**
     * @param organ as addressed
     * @param resolved as the directory knows it
     * @param delivery absent when refused
     * @param refusal the code of the refusal; absent when accepted
     */
    public record Recipient(
            OrganId organ, Optional<OrganId> resolved, Optional<DeliveryId> delivery, Optional<String> refusal) {

        public boolean accepted() {
            return refusal.isEmpty() && delivery.isPresent();
        }
    }
}
