package org.lienthong.exchange.delivery;

import java.util.List;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/** A document whose handing over is on record: its content may leave now. */
public record ServedDocument(
        DeliveryId deliveryId,
        OrganId organ,
        MessageId messageId,
        DocumentId documentId,
        OrganId from,
        ContentSlice edxml,
        Digest edxmlSha256,
        List<Attachment> attachments,
        Original original) {

    public ServedDocument {
        attachments = List.copyOf(attachments);
    }

    /** @param content its bytes: an object of their own or a run within the raw entity */
    public record Attachment(ContentId contentId, String name, String mediaType, Digest sha256, ContentSlice content) {}

    /** The sender's signed root part, byte for byte. */
    public record Original(ContentSlice root, Digest sha256, String contentType) {}
}
