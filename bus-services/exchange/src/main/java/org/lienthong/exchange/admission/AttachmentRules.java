package org.lienthong.exchange.admission;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lienthong.message.edxml.EdxmlDocument;
import org.lienthong.message.edxml.EncodedAttachment;
import org.lienthong.message.edxml.ManifestEntry;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/** Each ContentId of the manifest is resolved exactly once, inside the edXML or as an announced attachment. */
final class AttachmentRules {

    private static final int NAMED = 10;

    private final AdmissionSettings settings;

    AttachmentRules(AdmissionSettings settings) {
        this.settings = settings;
    }

    void require(EdxmlDocument document, List<AnnouncedAttachment> announced) {
        requireCarried(announced);
        requireResolvedOnce(document, announced);
        requireWithinLimits(announced);
        announced.forEach(AttachmentRules::requireIntact);
    }

    private static void requireCarried(List<AnnouncedAttachment> announced) {
        for (AnnouncedAttachment attachment : announced) {
            requireCarried(attachment, "Content", Carriage.INLINE, attachment.inline());
            requireCarried(attachment, "UploadId", Carriage.UPLOADED, attachment.upload());
        }
    }

    private static void requireCarried(
            AnnouncedAttachment attachment, String element, Carriage carriage, Optional<?> carried) {
        boolean needed = attachment.carriage() == carriage;
        if (needed != carried.isPresent()) {
            throw Refusal.of(RefusalCode.REQUEST_INVALID)
                    .with(
                            "what",
                            place(attachment.id()) + ": Carriage " + attachment.carriage() + ", " + element
                                    + (needed ? " = ∅" : " ≠ ∅"))
                    .at(place(attachment.id()))
                    .refused();
        }
    }

    private static void requireResolvedOnce(EdxmlDocument document, List<AnnouncedAttachment> announced) {
        Set<ContentId> manifest = new LinkedHashSet<>();
        List<ContentId> unexpected = new ArrayList<>();
        for (ManifestEntry entry : document.manifest()) {
            if (!manifest.add(entry.id())) {
                unexpected.add(entry.id());
            }
        }
        Set<ContentId> resolved = new HashSet<>();
        List<ContentId> given = new ArrayList<>();
        document.encoded().stream().map(EncodedAttachment::id).forEach(given::add);
        announced.stream().map(AnnouncedAttachment::id).forEach(given::add);
        for (ContentId id : given) {
            if (!manifest.contains(id) || !resolved.add(id)) {
                unexpected.add(id);
            }
        }
        if (!unexpected.isEmpty()) {
            throw unresolved(RefusalCode.CONTENT_UNEXPECTED, unexpected).refused();
        }
        List<ContentId> missing =
                manifest.stream().filter(id -> !resolved.contains(id)).toList();
        if (!missing.isEmpty()) {
            throw unresolved(RefusalCode.CONTENT_MISSING, missing).refused();
        }
    }

    private void requireWithinLimits(List<AnnouncedAttachment> announced) {
        long inline = 0;
        for (AnnouncedAttachment attachment : announced) {
            inline += attachment.inline().map(content -> content.length).orElse(0);
            if (attachment.carriage() == Carriage.PART && attachment.length() > settings.part()) {
                throw tooLarge(place(attachment.id()), settings.part());
            }
        }
        if (inline > settings.inline()) {
            throw tooLarge("Attachment (INLINE)", settings.inline());
        }
    }

    private static void requireIntact(AnnouncedAttachment attachment) {
        attachment.inline().ifPresent(content -> {
            if (content.length != attachment.length()) {
                throw Mismatch.length(place(attachment.id()), attachment.length(), content.length)
                        .refused();
            }
            Digest found = Digest.sha256(content);
            if (!found.equals(attachment.sha256())) {
                throw Mismatch.digest(place(attachment.id()), attachment.sha256(), found)
                        .refused();
            }
        });
    }

    static Refusal unresolved(RefusalCode code, List<ContentId> ids) {
        String named =
                ids.stream().distinct().limit(NAMED).map(ContentId::value).collect(Collectors.joining(", "));
        return Refusal.of(code).with("what", named).at(place(ids.get(0)));
    }

    static String place(ContentId id) {
        return "Attachment[" + id + "]";
    }

    private static RuntimeException tooLarge(String what, long limit) {
        return Refusal.of(RefusalCode.TOO_LARGE)
                .with("what", what)
                .with("limit", limit + " B")
                .at(what)
                .refused();
    }
}
