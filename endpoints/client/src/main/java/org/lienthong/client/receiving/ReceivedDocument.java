package org.lienthong.client.receiving;

import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/**
 * A document as the bus served it.
 *
 * @param edxml absent when only the original was asked for
 * @param original the sender's signed message; absent when only the content was asked for
 */
public record ReceivedDocument(
        DeliveryId deliveryId,
        MessageId messageId,
        DocumentId documentId,
        OrganId from,
        Optional<ServedContent.Inline> edxml,
        List<Attachment> attachments,
        Optional<Original> original) {

    public ReceivedDocument {
        attachments = List.copyOf(attachments);
    }

    public record Attachment(ContentId contentId, String name, String mediaType, ServedContent content) {}

    /** The root part that the sender signed, byte for byte, with the Content-Type that tells its SOAP version. */
    public record Original(String contentType, ServedContent content) {}
}
