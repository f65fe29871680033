package org.lienthong.exchange.admission;

import java.util.List;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.message.identity.Digest;

/** Everything of a submission, whole, as announced, and on disk. Only {@link ContentIntake} makes one. */
public final class KeptContent {

    private final StoredObject raw;
    private final Digest root;
    private final StoredObject edxml;
    private final List<KeptAttachment> attachments;

    KeptContent(StoredObject raw, Digest root, StoredObject edxml, List<KeptAttachment> attachments) {
        this.raw = raw;
        this.root = root;
        this.edxml = edxml;
        this.attachments = List.copyOf(attachments);
    }

    /** An attachment and where its bytes lie: an object of their own, or a run within the raw entity. */
    public record KeptAttachment(AnnouncedAttachment announced, ContentSlice content) {}

    /** @return the HTTP entity as received */
    public StoredObject raw() {
        return raw;
    }

    /** @return digest of the signed root part within it */
    public Digest root() {
        return root;
    }

    public StoredObject edxml() {
        return edxml;
    }

    /** @return in announced order */
    public List<KeptAttachment> attachments() {
        return attachments;
    }
}
