package org.lienthong.client.notice;

import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;

/**
 * One status message. Keep the MessageId until there is a receipt: repeating the same status under the same MessageId is
 * always safe and brings the same receipt.
 */
public final class OutgoingStatus {

    private final MessageId messageId;
    private final byte[] edxml;
    private final Digest about;
    private final Optional<DeliveryId> delivery;
    private final RegisterEntry entry;

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private OutgoingStatus(
            MessageId messageId, byte[] edxml, Digest about, Optional<DeliveryId> delivery, RegisterEntry entry) {
        this.messageId = messageId;
        this.edxml = edxml;
        this.about = about;
        this.delivery = delivery;
        this.entry = entry;
    }

    /**
     * @param messageId new, neither a document's nor another status's
     * @param edxml the status message, copied; {@link org.lienthong.message.edxml.EdxmlWriter} writes one
     * @param about SHA-256 of the document's edXML
     */
    public static OutgoingStatus of(MessageId messageId, byte[] edxml, Digest about) {
        return new OutgoingStatus(messageId, edxml.clone(), about, Optional.empty(), RegisterEntry.NONE);
    }

    /** @return the same, under the MessageId that it was first tried with */
    public OutgoingStatus under(MessageId other) {
        return new OutgoingStatus(other, edxml, about, delivery, entry);
    }

    /** @return the same, of this very delivery: needed when the document went between the two agencies more than once */
    public OutgoingStatus ofDelivery(DeliveryId id) {
        return new OutgoingStatus(messageId, edxml, about, Optional.of(id), entry);
    }

    /** @return the same, with what the recipient's register says */
    public OutgoingStatus with(RegisterEntry some) {
        return new OutgoingStatus(messageId, edxml, about, delivery, some);
    }

    public MessageId messageId() {
        return messageId;
    }

    /** @return a copy */
    public byte[] edxml() {
        return edxml.clone();
    }

    public Digest about() {
        return about;
    }

    public Optional<DeliveryId> delivery() {
        return delivery;
    }

    public RegisterEntry entry() {
        return entry;
    }
}
