package org.lienthong.simulator.agency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.original.OriginalVerifier;
import org.lienthong.client.original.VerifiedOriginal;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Confirmed;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.message.edxml.EdxmlDocument;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.identity.Digest;

/** Where documents come in: fetches each, checks it with its own eyes, signs for it. */
final class Reception {

    private static final Duration LONG_POLL = Duration.ofSeconds(20);

    private final AgencyClient client;
    private final OriginalVerifier verifier;
    private final Path inbox;
    private final Story story;
    private final InstantSource clock;
    private final EdxmlReader reader = new EdxmlReader();

    /** @param inbox folder for what arrives */
    Reception(AgencyClient client, Sandbox sandbox, Path inbox, Story story, InstantSource clock) {
        this.client = client;
        this.verifier = sandbox.originalVerifier();
        this.inbox = inbox;
        this.story = story;
        this.clock = clock;
    }

    /** @return what was taken; fewer than asked for, and told, if not all came in time or one was refused */
    List<Taken> await(int count, Duration patience) throws IOException {
        story.held("polling", "Chờ văn bản (hỏi dài)", "Waiting for documents (long-poll)");
        Instant until = clock.instant().plus(patience);
        List<Taken> taken = new ArrayList<>();
        while (taken.size() < count) {
            for (Delivery delivery :
                    client.receive(ReceiveRequest.upTo(10).waiting(LONG_POLL)).deliveries()) {
                Optional<Taken> one = take(delivery);
                if (one.isEmpty()) {
                    return taken;
                }
                taken.add(one.get());
            }
            if (taken.size() < count && clock.instant().isAfter(until)) {
                story.failed("leased", "Không có văn bản nào đến", "No document came");
                return taken;
            }
        }
        return taken;
    }

    /** A document that was signed for. */
    record Taken(ReceivedDocument received, EdxmlDocument document) {

        Digest edxmlSha256() {
            return received.edxml().orElseThrow().sha256();
        }
    }

    private Optional<Taken> take(Delivery delivery) throws IOException {
        story.held(
                "leased",
                "Có văn bản " + delivery.header().code() + " của " + delivery.from() + ": "
                        + delivery.header().subject(),
                "A document waits: " + delivery.header().code() + " from " + delivery.from() + ", attempt "
                        + delivery.attempt());
        ReceivedDocument document = client.get(delivery.id(), Include.BOTH);
        Path folder = Files.createDirectories(inbox.resolve(delivery.id().toString()));
        save(document, folder);
        Optional<EdxmlDocument> read = read(document);
        Outcome outcome = read.isEmpty()
                ? Outcome.REFUSED_UNREADABLE
                : genuine(document, folder, delivery) ? Outcome.TAKEN : Outcome.REFUSED_SIGNATURE_INVALID;
        Confirmed confirmed = client.confirm(Confirmation.of(document, outcome, clock.instant()));
        if (confirmed.taken()) {
            story.held(
                    "confirmed",
                    "Ký nhận: trục ghi nhận ĐÃ NHẬN, sự kiện "
                            + confirmed.eventSha256().toString().substring(0, 12) + "…",
                    "Signed for it: the bus recorded TAKEN, event "
                            + confirmed.eventSha256().toString().substring(0, 12) + "…");
        } else {
            story.failed("confirmed", "Đã từ chối văn bản", "The document was refused");
        }
        return read.filter(good -> confirmed.taken()).map(good -> new Taken(document, good));
    }

    private void save(ReceivedDocument document, Path folder) throws IOException {
        Files.write(folder.resolve("document.edxml"), edxml(document));
        for (ReceivedDocument.Attachment attachment : document.attachments()) {
            client.save(attachment.content(), folder.resolve(fileName(attachment)));
        }
        ReceivedDocument.Original original = document.original()
                .orElseThrow(() -> new IOException("the bus served no original of " + document.deliveryId()));
        client.save(original.content(), folder.resolve("original.xml"));
        story.held(
                "fetched",
                "Lấy văn bản, " + document.attachments().size() + " tệp kèm, bản gốc bên gửi ký; mọi mã băm khớp",
                "Fetched the document, " + document.attachments().size()
                        + " attachment(s) and the sender's signed original; every digest fits");
    }

    private Optional<EdxmlDocument> read(ReceivedDocument document) {
        Optional<EdxmlDocument> read = reader.read(edxml(document)).document();
        if (read.isEmpty()) {
            story.failed("read", "edXML không đúng quy chuẩn", "The edXML breaks the rules");
            return read;
        }
        story.held(
                "read",
                "Đọc edXML: số " + read.get().code() + " ngày " + read.get().promulgationDate() + ", "
                        + read.get().subject(),
                "Read the edXML: " + read.get().code() + " of " + read.get().promulgationDate()
                        + ", every rule of QCVN 102 kept");
        return read;
    }

    private boolean genuine(ReceivedDocument document, Path folder, Delivery delivery) throws IOException {
        try {
            VerifiedOriginal original = verifier.verify(
                    document, Files.readAllBytes(folder.resolve("original.xml")), delivery.acceptedAt());
            String signer = original.signer().getSubjectX500Principal().getName();
            story.held(
                    "verified",
                    "Tự kiểm tra chữ ký của chính bên gửi trên bản gốc: hợp lệ, khoá của \"" + signer + "\"",
                    "Verified the sender's own signature on the original: good, key of \"" + signer + "\"");
            return true;
        } catch (ContentMismatch forged) {
            story.failed(
                    "verified",
                    "Chữ ký của bên gửi không hợp lệ: " + forged.getMessage(),
                    "The sender's signature does not hold: " + forged.getMessage());
            return false;
        }
    }

    private static byte[] edxml(ReceivedDocument document) {
        return document.edxml()
                .map(ServedContent.Inline::bytes)
                .orElseThrow(() -> new IllegalStateException("asked for content, got none"));
    }

    /** The sender's name for a file, reduced to what no file system takes for a path. */
    private static String fileName(ReceivedDocument.Attachment attachment) {
        String safe = attachment.name().replaceAll("[^\\p{L}\\p{N}._-]", "_");
        return safe.startsWith(".") ? "_" + safe : safe;
    }
}
