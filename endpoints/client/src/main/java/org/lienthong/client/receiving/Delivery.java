package org.lienthong.client.receiving;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/**
 * A document that waits, leased to this system.
 *
 * @param id stays the same whatever is redelivered: the key for the recipient's own duplicate check
 * @param attempt 1 for the first delivery
 * @param edxmlLength in bytes
 * @param attachmentLength of all attachments, in bytes
 * @param priority 0 (ordinary) to 4 (timed urgent), as in edXML
 */
public record Delivery(
        DeliveryId id,
        LeaseId lease,
        Instant leaseEnd,
        int attempt,
        MessageId messageId,
        DocumentId documentId,
        OrganId from,
        OrganId to,
        Header header,
        long edxmlLength,
        int attachmentCount,
        long attachmentLength,
        int priority,
        Instant acceptedAt) {

    /** What a clerk wants to see in a list; dates as the edXML writes them. */
    public record Header(
            String code,
            String subject,
            Optional<String> typeName,
            Optional<String> promulgationDate,
            Optional<String> dueDate,
            Optional<String> senderName,
            int bussinessDocType) {}
}
