package org.lienthong.message.identity;

import java.util.Optional;
import java.util.UUID;

/** One file that an agency brings piece by piece, before a document names it. */
public record UploadId(UUID value) {

    /** @return a new one that nobody can guess */
    public static UploadId random() {
        return new UploadId(UUID.randomUUID());
    }

    /** @return the id that the text names; empty if the text cannot be one of ours */
    public static Optional<UploadId> parse(String text) {
        return BusIds.parse(text).map(UploadId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
