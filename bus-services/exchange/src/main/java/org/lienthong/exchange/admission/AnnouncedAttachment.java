package org.lienthong.exchange.admission;

import java.util.Optional;
import org.lienthong.message.evidence.ContentDigest;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.UploadId;

/**
 * An attachment as the sender announced it in the signed Body.
 *
 * @param length in bytes
 * @param inline the decoded content, present iff the carriage is INLINE; not to be changed
 * @param upload present iff the carriage is UPLOADED
 */
public record AnnouncedAttachment(
        ContentId id,
        String name,
        String mediaType,
        long length,
        Digest sha256,
        Carriage carriage,
        Optional<byte[]> inline,
        Optional<UploadId> upload) {

    ContentDigest.Announced announced() {
        return new ContentDigest.Announced(name, mediaType, length, sha256);
    }
}
