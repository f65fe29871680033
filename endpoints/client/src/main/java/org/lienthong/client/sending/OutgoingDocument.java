package org.lienthong.client.sending;

import java.util.List;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/**
 * One submission. Keep the MessageId until there is a receipt: repeating the same document under the same MessageId is
 * always safe and brings the same receipt.
 */
public final class OutgoingDocument {

    private final MessageId messageId;
    private final byte[] edxml;
    private final List<OutgoingAttachment> attachments;
    private final List<OrganId> recipients;
    private final boolean acceptRest;
    private final boolean supersedesDocumentId;

    private OutgoingDocument(
            MessageId messageId,
            byte[] edxml,
            List<OutgoingAttachment> attachments,
            List<OrganId> recipients,
            boolean acceptRest,
            boolean supersedesDocumentId) {
        this.messageId = messageId;
        this.edxml = edxml;
        this.attachments = List.copyOf(attachments);
        this.recipients = List.copyOf(recipients);
        this.acceptRest = acceptRest;
        this.supersedesDocumentId = supersedesDocumentId;
    }

    /**
     * @param edxml the edXML file, copied
     * @param attachments each named in its manifest and not inside AttachmentEncoded
     */
    public static OutgoingDocument of(MessageId messageId, byte[] edxml, List<OutgoingAttachment> attachments) {
        return new OutgoingDocument(messageId, edxml.clone(), attachments, List.of(), false, false);
    }

    /** @return the same, under the MessageId that it was first tried with */
    public OutgoingDocument under(MessageId other) {
        return new OutgoingDocument(other, edxml, attachments, recipients, acceptRest, supersedesDocumentId);
    }

    /** @return the same, with its files carried otherwise */
    public OutgoingDocument carrying(List<OutgoingAttachment> others) {
        return new OutgoingDocument(messageId, edxml, others, recipients, acceptRest, supersedesDocumentId);
    }

    /** @return the same, for these of the edXML's recipients only */
    public OutgoingDocument onlyTo(List<OrganId> some) {
        return new OutgoingDocument(messageId, edxml, attachments, some, acceptRest, supersedesDocumentId);
    }

    /** @return the same, to be accepted for the good recipients when others are refused */
    public OutgoingDocument acceptingRest() {
        return new OutgoingDocument(messageId, edxml, attachments, recipients, true, supersedesDocumentId);
    }

    /** @return the same, re-using the DocumentId of an earlier document on purpose */
    public OutgoingDocument superseding() {
        return new OutgoingDocument(messageId, edxml, attachments, recipients, acceptRest, true);
    }

    public MessageId messageId() {
        return messageId;
    }

    /** @return a copy */
    public byte[] edxml() {
        return edxml.clone();
    }

    public List<OutgoingAttachment> attachments() {
        return attachments;
    }

    /** @return empty: all that the edXML names */
    public List<OrganId> recipients() {
        return recipients;
    }

    public boolean acceptRest() {
        return acceptRest;
    }

    public boolean supersedesDocumentId() {
        return supersedesDocumentId;
    }
}
