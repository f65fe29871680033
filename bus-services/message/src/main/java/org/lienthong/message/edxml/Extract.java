package org.lienthong.message.edxml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;

/** Takes values out of a message that was read. */
final class Extract {

    private static final String[] HEADER = {"edXMLEnvelope", "edXMLHeader", "MessageHeader"};
    private static final String[] BUSSINESS_TYPE = {
        "edXMLEnvelope", "edXMLHeader", "TraceHeaderList", "Bussiness", "BussinessDocType"
    };
    private static final String UNTYPED = "application/octet-stream";

    private Extract() {}

    /** @return empty if any of it cannot be read */
    static Optional<EdxmlOutline> outline(Node root) {
        Optional<Node> header = root.at(HEADER);
        Optional<OrganId> from = header.flatMap(h -> h.value("From", "OrganId")).flatMap(ValueRules::organId);
        Optional<DocumentId> id = header.flatMap(h -> h.value("DocumentId")).flatMap(ValueRules::documentId);
        Optional<BussinessDocType> type = root.value(BUSSINESS_TYPE).flatMap(BussinessDocType::of);
        if (header.isEmpty() || from.isEmpty() || id.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        List<OrganId> to = new ArrayList<>();
        for (Node recipient : header.get().all("To")) {
            Optional<OrganId> organ = recipient.value("OrganId").flatMap(ValueRules::organId);
            if (organ.isEmpty()) {
                return Optional.empty();
            }
            to.add(organ.get());
        }
        return to.isEmpty() ? Optional.empty() : Optional.of(new EdxmlOutline(from.get(), to, id.get(), type.get()));
    }

    /** @param outline of the same message, which keeps every rule */
    static EdxmlDocument document(Node root, EdxmlOutline outline) {
        Node header = root.at(HEADER).orElseThrow(Extract::unjudged);
        List<ManifestEntry> manifest = manifest(root);
        return new EdxmlDocument(
                outline.from(),
                required(header, "From", "OrganName"),
                outline.to(),
                outline.documentId(),
                required(header, "Code", "CodeNumber") + "/" + required(header, "Code", "CodeNotation"),
                required(header, "Subject"),
                header.value("DocumentType", "TypeName"),
                required(header, "PromulgationInfo", "PromulgationDate"),
                header.value("DueDate"),
                header.value("OtherInfo", "Priority").map(Integer::parseInt).orElse(0),
                outline.bussiness(),
                manifest,
                encoded(root, manifest));
    }

    private static List<ManifestEntry> manifest(Node root) {
        return DocumentRules.references(root).stream()
                .map(entry -> new ManifestEntry(
                        contentId(entry),
                        entry.value("ContentType").orElse(UNTYPED),
                        required(entry, "AttachmentName")))
                .toList();
    }

    private static List<EncodedAttachment> encoded(Node root, List<ManifestEntry> manifest) {
        Map<ContentId, ManifestEntry> announced = new HashMap<>();
        manifest.forEach(entry -> announced.put(entry.id(), entry));
        return DocumentRules.attachments(root).stream()
                .map(attachment -> {
                    ContentId id = contentId(attachment);
                    ManifestEntry entry = Optional.ofNullable(announced.get(id)).orElseThrow(Extract::unjudged);
                    return new EncodedAttachment(
                            id,
                            attachment.value("AttachmentName").orElse(entry.name()),
                            attachment.value("ContentType").orElse(entry.mediaType()));
                })
                .toList();
    }

    private static ContentId contentId(Node file) {
        return ValueRules.contentId(required(file, "ContentId")).orElseThrow(Extract::unjudged);
    }

    /** @param root of a status message that keeps every rule */
    static EdxmlStatus status(Node root) {
        Node header = root.at(HEADER).orElseThrow(Extract::unjudged);
        return new EdxmlStatus(
                ValueRules.organId(required(header, "From", "OrganId")).orElseThrow(Extract::unjudged),
                required(header, "From", "OrganName"),
                ValueRules.organId(required(header, "ResponseFor", "OrganId")).orElseThrow(Extract::unjudged),
                ValueRules.documentId(required(header, "ResponseFor", "DocumentId"))
                        .orElseThrow(Extract::unjudged),
                required(header, "ResponseFor", "Code"),
                StatusCode.of(required(header, "StatusCode")).orElseThrow(Extract::unjudged),
                header.value("Description"),
                ValueRules.time(required(header, "Timestamp")).orElseThrow(Extract::unjudged));
    }

    private static String required(Node node, String... names) {
        return node.value(names).orElseThrow(Extract::unjudged);
    }

    private static IllegalStateException unjudged() {
        return new IllegalStateException("the rules let a message pass that lacks what they require");
    }
}
