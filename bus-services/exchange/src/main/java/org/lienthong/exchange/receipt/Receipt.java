package org.lienthong.exchange.receipt;

import java.time.Instant;
import java.util.List;
import org.lienthong.message.evidence.ListDigest;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;

/**
 * What the bus took responsibility for. Times in whole milliseconds.
 *
 * @param event SHA-256 of the inner line of evidence
 * @param logOrigin the log in which that line will stand
 * @param logBy until when: after that, its absence convicts the bus
 * @param recipients in the order in which the sender named them
 */
public record Receipt(
        MessageId messageId,
        DocumentId documentId,
        Digest contentDigest,
        Instant acceptedAt,
        Digest event,
        String logOrigin,
        Instant logBy,
        List<ReceiptRecipient> recipients) {

    public Receipt {
        recipients = List.copyOf(recipients);
    }

    /** @return what the line of evidence says of these recipients: whoever holds the receipt can compare */
    public static ListDigest digestOf(List<ReceiptRecipient> recipients) {
        return ListDigest.of(recipients.stream().map(ReceiptRecipient::line).toList());
    }
}
