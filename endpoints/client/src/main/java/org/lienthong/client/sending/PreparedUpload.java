package org.lienthong.client.sending;

import java.net.URI;
import java.time.Instant;
import org.lienthong.message.identity.UploadId;

/**
 * Leave to bring a file by plain HTTP. Keep it to go on after a restart of the program.
 *
 * @param token told once; whoever has it may write the upload
 * @param chunkMax bytes of one PUT
 * @param expiresAt unless a chunk comes before
 */
public record PreparedUpload(UploadId id, URI url, String token, long chunkMax, Instant expiresAt) {

    /** @return without the token */
    @Override
    public String toString() {
        return "PreparedUpload[" + url + ", expires " + expiresAt + "]";
    }
}
