package org.lienthong.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lienthong.client.sending.OutgoingAttachment;

/**
 * A multipart/related entity (RFC 2387): the signed root part first, then each attachment, streamed from where it lies and
 * never held whole. Its length is known beforehand, so nothing is chunked.
 */
public final class RelatedParts {

    private static final String ROOT_ID = "<root@lienthong>";

    private final String boundary = "lienthong-" + UUID.randomUUID();
    private final byte[] root;
    private final String rootContentType;
    private final List<OutgoingAttachment> attachments;

    /** @param rootContentType with its charset, e.g. {@code text/xml; charset=UTF-8} */
    public RelatedParts(byte[] root, String rootContentType, List<OutgoingAttachment> attachments) {
        this.root = root.clone();
        this.rootContentType = rootContentType;
        this.attachments = List.copyOf(attachments);
    }

    public String contentType() {
        String type = rootContentType.replaceFirst(";.*", "").strip();
        return "multipart/related; type=\"" + type + "\"; start=\"" + ROOT_ID + "\"; boundary=\"" + boundary + "\"";
    }

    public BodyPublisher body() {
        List<BodyPublisher> pieces = new ArrayList<>();
        long length = add(
                pieces,
                "--" + boundary + "\r\nContent-Type: " + rootContentType
                        + "\r\nContent-Transfer-Encoding: 8bit\r\nContent-ID: " + ROOT_ID + "\r\n\r\n");
        pieces.add(BodyPublishers.ofByteArray(root));
        length += root.length;
        for (OutgoingAttachment attachment : attachments) {
            length += add(
                    pieces,
                    "\r\n--" + boundary + "\r\nContent-Type: " + attachment.mediaType()
                            + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <" + attachment.contentId()
                            + ">\r\n\r\n");
            pieces.add(BodyPublishers.ofInputStream(() -> open(attachment)));
            length += attachment.length();
        }
        length += add(pieces, "\r\n--" + boundary + "--\r\n");
        return BodyPublishers.fromPublisher(BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new)), length);
    }

    private static long add(List<BodyPublisher> pieces, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        pieces.add(BodyPublishers.ofByteArray(bytes));
        return bytes.length;
    }

    private static InputStream open(OutgoingAttachment attachment) {
        try {
            return attachment.open();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
