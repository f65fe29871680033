package org.lienthong.exchange.upload;

import org.lienthong.message.identity.UploadId;

/** What a caller of the content door shows: which upload, and that it may. */
public record UploadKey(UploadId id, UploadToken token) {}
