package org.lienthong.gateway.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.Optional;
import org.lienthong.exchange.delivery.ServedDocument;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.gateway.content.ContentLinks;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.xsd.exchange.GetDocumentAnswer;
import org.lienthong.xsd.inbox.DeliverDocument;
import org.lienthong.xsd.types.ContentLink;
import org.lienthong.xsd.types.EdxmlContent;
import org.lienthong.xsd.types.Include;
import org.lienthong.xsd.types.OriginalMessage;
import org.lienthong.xsd.types.ServedAttachment;

/**
 * A served document as the wire carries it. The edXML is always inside; attachments and the original are, in this order, as
 * long as all of them together stay within the inline cap; what does not fit comes as a link.
 */
final class ServedContent {

    private final ContentStore store;
    private final ContentLinks links;
    private final String base;
    private final ServedDocument served;
    private long left;

    /** @param base of the address that the caller used */
    ServedContent(ContentStore store, ContentLinks links, String base, ServedDocument served, long inline) {
        this.store = store;
        this.links = links;
        this.base = base;
        this.served = served;
        this.left = inline;
    }

    void fill(GetDocumentAnswer answer, Include include) {
        answer.setDeliveryId(served.deliveryId().toString());
        answer.setMessageId(served.messageId().value());
        answer.setDocumentId(served.documentId().value());
        answer.setFrom(served.from().value());
        if (include != Include.ORIGINAL) {
            answer.setEdxml(edxml());
            served.attachments().stream().map(this::attachment).forEach(answer.getAttachment()::add);
        }
        if (include != Include.CONTENT) {
            answer.setOriginal(original());
        }
    }

    /** For a push: everything, since nobody can ask for what is left out. */
    void fill(DeliverDocument request) {
        request.setEdxml(edxml());
        served.attachments().stream().map(this::attachment).forEach(request.getAttachment()::add);
        request.setOriginal(original());
    }

    private EdxmlContent edxml() {
        EdxmlContent edxml = new EdxmlContent();
        edxml.setLength(served.edxml().length());
        edxml.setSha256(served.edxmlSha256().toString());
        edxml.setContent(bytes(served.edxml()));
        left -= served.edxml().length();
        return edxml;
    }

    private ServedAttachment attachment(ServedDocument.Attachment of) {
        ServedAttachment attachment = new ServedAttachment();
        attachment.setContentId(of.contentId().value());
        attachment.setName(of.name());
        attachment.setMediaType(of.mediaType());
        attachment.setLength(of.content().length());
        attachment.setSha256(of.sha256().toString());
        if (fits(of.content())) {
            attachment.setContent(bytes(of.content()));
        } else {
            attachment.setLink(link(Optional.of(of.contentId()), of.sha256()));
        }
        return attachment;
    }

    private OriginalMessage original() {
        ServedDocument.Original of = served.original();
        OriginalMessage original = new OriginalMessage();
        original.setContentType(of.contentType());
        original.setLength(of.root().length());
        original.setSha256(of.sha256().toString());
        if (fits(of.root())) {
            original.setContent(bytes(of.root()));
        } else {
            original.setLink(link(Optional.empty(), of.sha256()));
        }
        return original;
    }

    private boolean fits(ContentSlice slice) {
        if (slice.length() > left) {
            return false;
        }
        left -= slice.length();
        return true;
    }

    private ContentLink link(Optional<ContentId> content, Digest sha256) {
        var issued = links.issue(base, served.organ(), served.deliveryId(), content, sha256);
        ContentLink link = new ContentLink();
        link.setUrl(issued.url());
        link.setToken(issued.token());
        link.setExpiresAt(issued.expiresAt().atOffset(ZoneOffset.UTC));
        return link;
    }

    private byte[] bytes(ContentSlice slice) {
        try (InputStream in = store.open(slice)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
