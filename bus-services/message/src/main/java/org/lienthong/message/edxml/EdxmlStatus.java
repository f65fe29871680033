package org.lienthong.message.edxml;

import java.time.LocalDateTime;
import java.util.Optional;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;

/**
 * A status message that keeps every rule.
 *
 * @param counterpart ResponseFor/OrganId: the sender of the document, or for code 13 its recipient
 * @param documentId the document spoken of
 * @param code its CodeNumber/CodeNotation
 * @param at Vietnam time (UTC+7)
 */
public record EdxmlStatus(
        OrganId from,
        String senderName,
        OrganId counterpart,
        DocumentId documentId,
        String code,
        StatusCode statusCode,
        Optional<String> description,
        LocalDateTime at) {}
