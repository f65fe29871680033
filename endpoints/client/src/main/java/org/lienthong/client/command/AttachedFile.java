package org.lienthong.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.message.identity.ContentId;

/** What a file is called when nobody says so. */
final class AttachedFile {

    private static final String UNKNOWN = "application/octet-stream";

    private AttachedFile() {}

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    static OutgoingAttachment.Label label(ContentId id, Path file, Optional<String> mediaType) throws IOException {
        String guessed = Optional.ofNullable(Files.probeContentType(file)).orElse(UNKNOWN);
        return new OutgoingAttachment.Label(id, String.valueOf(file.getFileName()), mediaType.orElse(guessed));
    }
}
