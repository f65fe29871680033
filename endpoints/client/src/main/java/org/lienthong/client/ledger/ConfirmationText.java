package org.lienthong.client.ledger;

import java.time.Instant;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.json.MalformedJsonException;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;

/** A confirmation as the ledger keeps it, to be repeated with the very same value. */
final class ConfirmationText {

    private ConfirmationText() {}

    static JsonObject write(Confirmation confirmation) {
        return new JsonObject()
                .put("deliveryId", confirmation.deliveryId())
                .put("messageId", confirmation.messageId())
                .put("documentId", confirmation.documentId())
                .put("edxmlSha256", confirmation.edxml())
                .put(
                        "attachments",
                        confirmation.attachments().stream()
                                .map(a -> new JsonObject()
                                        .put("contentId", a.contentId())
                                        .put("sha256", a.sha256())
                                        .put("length", a.length()))
                                .toList())
                .put("originalSha256", confirmation.original())
                .put("outcome", confirmation.outcome().name())
                .put("at", confirmation.at());
    }

    static Confirmation read(JsonObject kept) {
        String id = kept.text("deliveryId");
        return new Confirmation(
                DeliveryId.parse(id).orElseThrow(() -> new MalformedJsonException("no DeliveryId: " + id)),
                new MessageId(kept.text("messageId")),
                new DocumentId(kept.text("documentId")),
                Digest.parse(kept.text("edxmlSha256")),
                kept.objects("attachments").stream()
                        .map(a -> new Confirmation.Attachment(
                                new ContentId(a.text("contentId")), Digest.parse(a.text("sha256")), a.number("length")))
                        .toList(),
                kept.textIfAny("originalSha256").map(Digest::parse),
                Outcome.valueOf(kept.text("outcome")),
                Instant.parse(kept.text("at")));
    }
}
