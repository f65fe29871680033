package org.lienthong.gateway.soap;

import java.time.ZoneOffset;
import org.lienthong.exchange.upload.AnnouncedUpload;
import org.lienthong.exchange.upload.PreparedUpload;
import org.lienthong.gateway.content.UploadDoor;
import org.lienthong.message.identity.Digest;
import org.lienthong.xsd.exchange.PrepareUpload;
import org.lienthong.xsd.exchange.PrepareUploadAnswer;

/** Uploads as the wire announces them. */
final class PreparedUploads {

    private PreparedUploads() {}

    static AnnouncedUpload announced(PrepareUpload request) {
        return new AnnouncedUpload(request.getLength(), Digest.parse(request.getSha256()), request.getMediaType());
    }

    /** @param base of the address that the caller used */
    static void fill(PrepareUploadAnswer answer, PreparedUpload prepared, String base) {
        answer.setUploadId(prepared.id().toString());
        answer.setUrl(base + UploadDoor.PATH + prepared.id());
        answer.setToken(prepared.token().value());
        answer.setOffset(prepared.offset());
        answer.setChunkMax(prepared.chunkMax());
        answer.setExpiresAt(prepared.expiresAt().atOffset(ZoneOffset.UTC));
    }
}
