package org.lienthong.client.receiving;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;

/**
 * The recipient's signed word on what it received. Repeat the very same value after a transport failure: the time counts.
 *
 * @param original digest of the sender's signed message, when it was fetched
 */
public record Confirmation(
        DeliveryId deliveryId,
        MessageId messageId,
        DocumentId documentId,
        Digest edxml,
        List<Attachment> attachments,
        Optional<Digest> original,
        Outcome outcome,
        Instant at) {

    public Confirmation {
        attachments = List.copyOf(attachments);
    }

    /** @param document fetched with its content; links fetched and checked, or not yet trusted and then refused */
    public static Confirmation of(ReceivedDocument document, Outcome outcome, Instant at) {
        return new Confirmation(
                document.deliveryId(),
                document.messageId(),
                document.documentId(),
                document.edxml()
                        .map(ServedContent.Inline::sha256)
                        .orElseThrow(() -> new IllegalArgumentException("fetched without its content")),
                document.attachments().stream()
                        .map(a -> new Attachment(
                                a.contentId(), a.content().sha256(), a.content().length()))
                        .toList(),
                document.original().map(o -> o.content().sha256()),
                outcome,
                at);
    }

    public record Attachment(ContentId contentId, Digest sha256, long length) {}
}
