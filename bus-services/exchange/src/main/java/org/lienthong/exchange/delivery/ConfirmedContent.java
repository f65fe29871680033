package org.lienthong.exchange.delivery;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/**
 * Compares what a recipient says it received with what was accepted. A REFUSED for DigestMismatch names what it found: its
 * digests must differ somewhere; every other confirmation must name what was served.
 */
final class ConfirmedContent {

    private static final String NONE = "–";

    private ConfirmedContent() {}

    /** @throws org.lienthong.message.refusal.RefusedException ConfirmMismatch naming the first difference; RequestInvalid */
    static void require(ServedDocument served, ConfirmRequest request) {
        ConfirmRequest.Received received = request.received();
        differs("MessageId", received.messageId(), served.messageId())
                .or(() -> differs("DocumentId", received.documentId(), served.documentId()))
                .ifPresent(difference -> {
                    throw difference.refused();
                });
        Optional<Refusal> difference = contentDiffers(served, received);
        boolean claimed = request.verdict().reason().equals(Optional.of(IntegrityReason.DIGEST_MISMATCH));
        if (claimed && difference.isEmpty()) {
            throw Refusal.of(RefusalCode.REQUEST_INVALID)
                    .with("what", "Reason DigestMismatch: EdxmlSha256, Attachment, OriginalSha256 = GetDocument")
                    .at("Reason")
                    .refused();
        }
        if (!claimed && difference.isPresent()) {
            throw difference.get().refused();
        }
    }

    private static Optional<Refusal> contentDiffers(ServedDocument served, ConfirmRequest.Received received) {
        return differs("EdxmlSha256", received.edxml(), served.edxmlSha256())
                .or(() -> attachmentsDiffer(served.attachments(), received.attachments()))
                .or(() -> received.original()
                        .flatMap(original -> differs(
                                "OriginalSha256", original, served.original().sha256())));
    }

    private static Optional<Refusal> attachmentsDiffer(
            List<ServedDocument.Attachment> served, List<ConfirmRequest.Attachment> received) {
        Map<ContentId, ServedDocument.Attachment> expected = new LinkedHashMap<>();
        served.forEach(attachment -> expected.put(attachment.contentId(), attachment));
        Set<ContentId> named = new HashSet<>();
        for (int i = 0; i < received.size(); i++) {
            ConfirmRequest.Attachment attachment = received.get(i);
            String place = "Attachment[" + (i + 1) + "]/";
            ServedDocument.Attachment match = expected.get(attachment.contentId());
            if (match == null || !named.add(attachment.contentId())) {
                return mismatch(place + "ContentId", attachment.contentId(), NONE);
            }
            Optional<Refusal> difference = differs(place + "Sha256", attachment.sha256(), match.sha256())
                    .or(() -> differs(
                            place + "Length",
                            attachment.length(),
                            match.content().length()));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return expected.keySet().stream()
                .filter(id -> !named.contains(id))
                .findFirst()
                .flatMap(missing -> mismatch("Attachment", NONE, missing));
    }

    private static Optional<Refusal> differs(String place, Object found, Object expected) {
        return found.equals(expected) ? Optional.empty() : mismatch(place, found, expected);
    }

    private static Optional<Refusal> mismatch(String place, Object found, Object expected) {
        return Optional.of(Refusal.of(RefusalCode.CONFIRM_MISMATCH)
                .with("what", place)
                .with("found", found)
                .with("expected", expected)
                .at(place));
    }
}
