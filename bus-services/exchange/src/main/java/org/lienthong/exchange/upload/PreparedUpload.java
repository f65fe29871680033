package org.lienthong.exchange.upload;

import java.time.Instant;
import org.lienthong.message.identity.UploadId;

/**
 * Leave to bring a file.
 *
 * @param token told once, here
 * @param offset where to begin
 * @param chunkMax bytes of one chunk
 * @param expiresAt unless a chunk comes before
 */
public record PreparedUpload(UploadId id, UploadToken token, long offset, long chunkMax, Instant expiresAt) {}
