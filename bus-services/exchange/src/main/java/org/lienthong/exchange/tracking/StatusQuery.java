package org.lienthong.exchange.tracking;

import java.util.Optional;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/** A sender asks after a document of its own: by exactly one of its two names. */
public record StatusQuery(OrganId sender, Optional<MessageId> messageId, Optional<DocumentId> documentId) {}
