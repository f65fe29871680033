package org.lienthong.message.edxml;

import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;

/**
 * A document that keeps every rule.
 *
 * @param to without repeats, in the order written
 * @param code CodeNumber/CodeNotation, e.g. {@code 7816/VPCP-TTĐT}
 * @param promulgationDate yyyy/MM/dd, exists
 * @param dueDate yyyy/MM/dd, exists
 * @param priority 0 to 4; 0 where the document has none
 */
public record EdxmlDocument(
        OrganId from,
        String senderName,
        List<OrganId> to,
        DocumentId documentId,
        String code,
        String subject,
        Optional<String> typeName,
        String promulgationDate,
        Optional<String> dueDate,
        int priority,
        BussinessDocType bussiness,
        List<ManifestEntry> manifest,
        List<EncodedAttachment> encoded) {

    public EdxmlDocument {
        to = List.copyOf(to);
        manifest = List.copyOf(manifest);
        encoded = List.copyOf(encoded);
    }
}
