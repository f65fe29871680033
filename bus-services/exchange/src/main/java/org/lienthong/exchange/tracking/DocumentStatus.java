package org.lienthong.exchange.tracking;

import java.time.Instant;
import java.util.List;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;

/** One submission and where each of its copies is, in the order of the recipients. */
public record DocumentStatus(
        MessageId messageId, DocumentId documentId, Instant acceptedAt, List<RecipientStatus> recipients) {

    public DocumentStatus {
        recipients = List.copyOf(recipients);
    }
}
