package org.lienthong.message.edxml;

import java.util.Base64;
import java.util.Optional;
import org.lienthong.message.identity.ContentId;

/**
 * A file of a letter.
 *
 * @param base64 its content if it lies in the edXML; empty if it travels beside it
 */
public record LetterAttachment(ContentId id, String name, String mediaType, Optional<String> base64) {

    /** A file that lies in the edXML (AttachmentEncoded). */
    public static LetterAttachment inside(ContentId id, String name, String mediaType, byte[] content) {
        return new LetterAttachment(
                id, name, mediaType, Optional.of(Base64.getEncoder().encodeToString(content)));
    }

    /** A file that only the manifest names; it travels beside the edXML. */
    public static LetterAttachment beside(ContentId id, String name, String mediaType) {
        return new LetterAttachment(id, name, mediaType, Optional.empty());
    }
}
