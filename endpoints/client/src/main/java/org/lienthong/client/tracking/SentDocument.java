package org.lienthong.client.tracking;

import java.time.Instant;
import java.util.List;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;

/** A document of the caller and where it stands with each recipient. */
public record SentDocument(MessageId messageId, DocumentId documentId, Instant acceptedAt, List<Progress> recipients) {

    public SentDocument {
        recipients = List.copyOf(recipients);
    }
}
