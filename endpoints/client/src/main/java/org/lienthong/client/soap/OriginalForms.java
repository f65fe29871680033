package org.lienthong.client.soap;

import java.util.List;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendStatus;
import org.w3c.dom.Element;

/** What a sender signed, read off the verified Body of its SendDocument. */
public final class OriginalForms {

    private static final WireTypes TYPES = new WireTypes();

    /**
     * @param operation the verified node itself
     * @throws org.lienthong.message.refusal.RefusedException if it is no valid SendDocument
     */
    public SignedContent read(Element operation) {
        SendDocument wire = TYPES.readAnswer(operation, SendDocument.class);
        return new SignedContent(
                new MessageId(wire.getMessageId()),
                Digest.parse(wire.getEdxml().getSha256()),
                wire.getAttachment().stream()
                        .map(a -> new SignedAttachment(
                                new ContentId(a.getContentId()), a.getLength(), Digest.parse(a.getSha256())))
                        .toList());
    }

    /**
     * @param operation the verified node itself
     * @throws org.lienthong.message.refusal.RefusedException if it is no valid SendStatus
     */
    public SignedStatus readStatus(Element operation) {
        SendStatus wire = TYPES.readAnswer(operation, SendStatus.class);
        return new SignedStatus(
                new MessageId(wire.getMessageId()),
                Digest.parse(wire.getEdxml().getSha256()),
                Digest.parse(wire.getEdxmlSha256()));
    }

    /** @param about digest of the document's edXML */
    public record SignedStatus(MessageId messageId, Digest edxml, Digest about) {}

    public record SignedContent(MessageId messageId, Digest edxml, List<SignedAttachment> attachments) {

        public SignedContent {
            attachments = List.copyOf(attachments);
        }
    }

    public record SignedAttachment(ContentId contentId, long length, Digest sha256) {}
}
