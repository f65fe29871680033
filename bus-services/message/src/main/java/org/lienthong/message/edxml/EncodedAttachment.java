package org.lienthong.message.edxml;

import org.lienthong.message.identity.ContentId;

/**
 * A file that lies in the edXML itself (AttachmentEncoded/Attachment), in base64.
 *
 * @param id without {@code cid:}; the manifest has an entry of the same id
 * @param name its own AttachmentName, else the manifest's
 * @param mediaType its own ContentType, else the manifest's; often that of the ZIP around the file
 */
public record EncodedAttachment(ContentId id, String name, String mediaType) {}
