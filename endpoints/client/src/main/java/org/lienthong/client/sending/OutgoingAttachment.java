package org.lienthong.client.sending;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.lienthong.client.watch.TransferWatch;
import org.lienthong.client.watch.WatchedStream;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.UploadId;

/**
 * One file of a document, measured once: what is signed is its length and SHA-256. A file that changes between measuring
 * and sending is refused by the bus (DigestMismatch).
 */
public final class OutgoingAttachment {

    private final Label label;
    private final long length;
    private final Digest sha256;
    private final Source source;
    private final Optional<UploadId> upload;

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private OutgoingAttachment(Label label, long length, Digest sha256, Source source, Optional<UploadId> upload) {
        this.label = label;
        this.length = length;
        this.sha256 = sha256;
        this.source = source;
        this.upload = upload;
    }

    /** Measures a file in constant memory; it is read again when it is sent. */
    public static OutgoingAttachment of(ContentId contentId, String name, String mediaType, Path file)
            throws IOException {
        return of(new Label(contentId, name, mediaType), file, TransferWatch.NONE);
    }

    /** As {@link #of(ContentId, String, String, Path)}, watched while it is measured. */
    public static OutgoingAttachment of(Label label, Path file, TransferWatch watch) throws IOException {
        MessageDigest sha256 = Digest.newSha256();
        long length;
        try (InputStream in =
                new DigestInputStream(new WatchedStream(Files.newInputStream(file), Files.size(file), watch), sha256)) {
            length = in.transferTo(OutputStream.nullOutputStream());
        }
        return new OutgoingAttachment(
                label, length, Digest.finish(sha256), () -> Files.newInputStream(file), Optional.empty());
    }

    /** @param content copied */
    public static OutgoingAttachment of(ContentId contentId, String name, String mediaType, byte[] content) {
        byte[] own = content.clone();
        return new OutgoingAttachment(
                new Label(contentId, name, mediaType),
                own.length,
                Digest.sha256(own),
                () -> new ByteArrayInputStream(own),
                Optional.empty());
    }

    /** @return the same, whose content the bus has as this upload: the document only names it */
    public OutgoingAttachment uploadedAs(UploadId id) {
        return new OutgoingAttachment(label, length, sha256, source, Optional.of(id));
    }

    /** @return the same, watched every time its content is read to be sent */
    public OutgoingAttachment watchedBy(TransferWatch watch) {
        return new OutgoingAttachment(
                label, length, sha256, () -> new WatchedStream(source.open(), length, watch), upload);
    }

    /**
     * What a file is called.
     *
     * @param contentId as the edXML manifest names it
     * @param name shown to people
     */
    public record Label(ContentId contentId, String name, String mediaType) {}

    /** @return the name that the edXML manifest gives it */
    public ContentId contentId() {
        return label.contentId();
    }

    /** @return the file name shown to people */
    public String name() {
        return label.name();
    }

    public String mediaType() {
        return label.mediaType();
    }

    /** @return in bytes */
    public long length() {
        return length;
    }

    public Digest sha256() {
        return sha256;
    }

    /** @return empty: the content travels with the document */
    public Optional<UploadId> upload() {
        return upload;
    }

    /** @return a fresh stream over the content; the caller closes it */
    public InputStream open() throws IOException {
        return source.open();
    }

    private interface Source {
        InputStream open() throws IOException;
    }
}
