package org.lienthong.message.edxml;

import org.lienthong.message.identity.ContentId;

/**
 * A file that the manifest (edXMLBody/edXMLManifest/Reference) announces.
 *
 * @param id without {@code cid:}
 * @param mediaType ContentType as written; {@code application/octet-stream} where the manifest has none
 */
public record ManifestEntry(ContentId id, String mediaType, String name) {}
