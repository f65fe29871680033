package org.lienthong.message.edxml;

import java.util.List;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;

/**
 * What the look-up of duplicates needs, known even of a document that breaks rules.
 *
 * @param to the recipients as written, in order, repeats included
 */
public record EdxmlOutline(OrganId from, List<OrganId> to, DocumentId documentId, BussinessDocType bussiness) {

    public EdxmlOutline {
        to = List.copyOf(to);
    }
}
