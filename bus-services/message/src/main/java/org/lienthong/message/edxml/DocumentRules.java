package org.lienthong.message.edxml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lienthong.message.identity.ContentId;

/** The rules of a document that look at several elements at once. */
final class DocumentRules {

    /** NĐ 30/2020 Phụ lục VI: ToPlaces as one field. */
    private static final int MAX_PLACES = 1_000;

    private DocumentRules() {}

    static void judge(Node root, Findings findings) {
        root.at("edXMLEnvelope", "edXMLHeader", "MessageHeader").ifPresent(header -> {
            judgeRecipients(header, findings);
            judgePlaces(header, findings);
        });
        judgeFiles(root, findings);
    }

    private static void judgeRecipients(Node header, Findings findings) {
        Map<String, String> first = new HashMap<>();
        for (Node to : header.all("To")) {
            Optional<Node> organ = to.child("OrganId");
            String code = organ.map(Node::value).orElse("");
            if (organ.isPresent() && !code.isEmpty()) {
                String before = first.putIfAbsent(code, organ.get().path());
                if (before != null) {
                    findings.add(Rule.TO_REPEATED, organ.get(), "found", code, "first", tail(before));
                }
            }
        }
    }

    private static String tail(String path) {
        return path.substring(path.indexOf("/MessageHeader/") + "/MessageHeader/".length());
    }

    private static void judgePlaces(Node header, Findings findings) {
        header.child("ToPlaces").ifPresent(places -> {
            long length = places.all("Place").stream().mapToLong(Node::length).sum();
            if (length > MAX_PLACES) {
                findings.add(
                        Rule.PLACES_LENGTH,
                        places,
                        "found",
                        Long.toString(length),
                        "longest",
                        Integer.toString(MAX_PLACES));
            }
        });
    }

    private static void judgeFiles(Node root, Findings findings) {
        Set<ContentId> announced = new HashSet<>();
        for (Node reference : references(root)) {
            reference.child("ContentId").ifPresent(id -> ValueRules.contentId(id.value())
                    .ifPresent(content -> {
                        if (!announced.add(content)) {
                            findings.add(Rule.CONTENT_ID_REPEATED, id, "found", content.value());
                        }
                    }));
        }
        Set<ContentId> encoded = new HashSet<>();
        for (Node attachment : attachments(root)) {
            attachment.child("ContentId").ifPresent(id -> ValueRules.contentId(id.value())
                    .ifPresent(content -> {
                        if (!encoded.add(content)) {
                            findings.add(Rule.ENCODED_REPEATED, id, "found", content.value());
                        } else if (!announced.contains(content)) {
                            findings.add(Rule.ENCODED_UNANNOUNCED, id, "found", content.value());
                        }
                    }));
        }
    }

    static List<Node> references(Node root) {
        return root.at("edXMLEnvelope", "edXMLBody", "edXMLManifest")
                .map(manifest -> manifest.all("Reference"))
                .orElse(List.of());
    }

    static List<Node> attachments(Node root) {
        return root.at("AttachmentEncoded")
                .map(encoded -> encoded.all("Attachment"))
                .orElse(List.of());
    }
}
