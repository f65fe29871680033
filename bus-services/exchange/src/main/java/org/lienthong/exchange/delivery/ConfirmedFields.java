package org.lienthong.exchange.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lienthong.message.identity.Digest;

/**
 * Every field of a confirmation as one digest, to tell a repeat from another poller's: SHA-256 over netstrings (decimal count
 * of bytes, {@code :}, the UTF-8 bytes, {@code ,}) of, in order: {@code lienthong-confirm-1}; system; DeliveryId; MessageId;
 * DocumentId; SHA-256 of the edXML; count of attachments; ContentId, SHA-256 and length of each, sorted by ContentId;
 * OriginalSha256 or nothing; outcome; reason or nothing; TakenAt in UTC.
 */
final class ConfirmedFields {

    private static final String VERSION = "lienthong-confirm-1";

    private ConfirmedFields() {}

    static Digest of(ConfirmRequest request) {
        MessageDigest sha256 = Digest.newSha256();
        for (String field : fields(request)) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha256.update(bytes);
            sha256.update((byte) ',');
        }
        return Digest.finish(sha256);
    }

    private static List<String> fields(ConfirmRequest request) {
        ConfirmRequest.Received received = request.received();
        List<String> fields = new ArrayList<>(List.of(
                VERSION,
                request.call().system().value(),
                request.deliveryId().toString(),
                received.messageId().value(),
                received.documentId().value(),
                received.edxml().toString(),
                Integer.toString(received.attachments().size())));
        received.attachments().stream()
                .sorted(Comparator.comparing(
                        attachment -> attachment.contentId().value()))
                .forEach(attachment -> fields.addAll(List.of(
                        attachment.contentId().value(),
                        attachment.sha256().toString(),
                        Long.toString(attachment.length()))));
        ConfirmRequest.Verdict verdict = request.verdict();
        fields.add(received.original().map(Digest::toString).orElse(""));
        fields.add(verdict.outcome().name());
        fields.add(verdict.reason().map(IntegrityReason::wire).orElse(""));
        fields.add(verdict.takenAt().toString());
        return fields;
    }
}
