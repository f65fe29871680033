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
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.UploadId;

/**
 * One file of a document, measured once: what is signed is its length and SHA-256. A file that changes between measuring
 * and sending is refused by the bus (DigestMismatch).
 */
public final class OutgoingAttachment {

    private final ContentId contentId;
    private final String name;
    private final String mediaType;
    private final long length;
    private final Digest sha256;
    private final Source source;
    private final Optional<UploadId> upload;

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private OutgoingAttachment(
            ContentId contentId,
            String name,
            String mediaType,
            long length,
            Digest sha256,
            Source source,
            Optional<UploadId> upload) {
        this.contentId = contentId;
        this.name = name;
        this.mediaType = mediaType;
        this.length = length;
        this.sha256 = sha256;
        this.source = source;
        this.upload = upload;
    }

    /** Measures a file in constant memory; it is read again when it is sent. */
    public static OutgoingAttachment of(ContentId contentId, String name, String mediaType, Path file)
            throws IOException {
        MessageDigest sha256 = Digest.newSha256();
        long length;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            length = in.transferTo(OutputStream.nullOutputStream());
        }
        return new OutgoingAttachment(
                contentId,
                name,
                mediaType,
                length,
                Digest.finish(sha256),
                () -> Files.newInputStream(file),
                Optional.empty());
    }

    /** @param content copied */
    public static OutgoingAttachment of(ContentId contentId, String name, String mediaType, byte[] content) {
        byte[] own = content.clone();
        return new OutgoingAttachment(
                contentId,
                name,
                mediaType,
                own.length,
                Digest.sha256(own),
                () -> new ByteArrayInputStream(own),
                Optional.empty());
    }

    /** @return the same, whose content the bus has as this upload: the document only names it */
    public OutgoingAttachment uploadedAs(UploadId id) {
        return new OutgoingAttachment(contentId, name, mediaType, length, sha256, source, Optional.of(id));
    }

    /** @return the name that the edXML manifest gives it */
    public ContentId contentId() {
        return contentId;
    }

    /** @return the file name shown to people */
    public String name() {
        return name;
    }

    public String mediaType() {
        return mediaType;
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
