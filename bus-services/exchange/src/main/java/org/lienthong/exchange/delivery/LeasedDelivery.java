package org.lienthong.exchange.delivery;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/**
 * A delivery that the caller now holds.
 *
 * @param attempt from 1; the same DeliveryId comes again with the next one after a lease ends or is released
 * @param to the organ as the sender wrote it
 * @param resolvedTo the organ whose queue it waited in
 * @param priority 0..9, higher first
 */
public record LeasedDelivery(
        DeliveryId deliveryId,
        LeaseId leaseId,
        Instant leaseEnd,
        int attempt,
        MessageId messageId,
        DocumentId documentId,
        OrganId from,
        OrganId to,
        OrganId resolvedTo,
        Header header,
        Sizes sizes,
        int priority,
        Instant acceptedAt) {

    /** What the edXML says of itself. */
    public record Header(
            String code,
            String subject,
            Optional<String> typeName,
            Optional<String> promulgationDate,
            Optional<String> dueDate,
            Optional<String> senderName,
            int bussinessDocType) {}

    /** In bytes, attachments together. */
    public record Sizes(long edxml, int attachmentCount, long attachments) {}
}
