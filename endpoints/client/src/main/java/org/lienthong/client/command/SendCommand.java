package org.lienthong.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.ledger.Outbox;
import org.lienthong.client.ledger.SentLedger;
import org.lienthong.client.ledger.UploadLedger;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.Receipt;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.edxml.ManifestEntry;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "send",
        header = "Gửi văn bản / send a document",
        mixinStandardHelpOptions = true,
        description = {
            "Gửi một văn bản, in biên nhận do trục ký. Chạy lại đúng lệnh này lúc nào cũng an toàn.",
            "Sends a document, prints the receipt that the bus signed. Running the same command again is always safe."
        })
final class SendCommand implements Callable<Integer> {

    /** From here on an upload that can go on is worth its round trips. */
    private static final long LARGE = 50_000_000;

    @Mixin
    private BusOptions bus = new BusOptions();

    @Parameters(
            paramLabel = "EDXML",
            description = {"Tệp edXML.", "The edXML file."})
    private Path edxml = Path.of("");

    @Option(
            names = "--attach",
            paramLabel = "CONTENTID=FILE",
            description = {
                "Tệp kèm, theo ContentId ghi trong manifest của edXML; lặp lại được.",
                "A file that the manifest of the edXML names by ContentId; may be repeated."
            })
    private Map<String, Path> attach = new LinkedHashMap<>();

    @Option(
            names = "--to",
            paramLabel = "ORGAN",
            split = ",",
            description = {
                "Chỉ gửi cho các nơi này trong số nơi nhận của edXML.",
                "Only to these of the edXML's recipients."
            })
    private List<String> to = List.of();

    @Option(
            names = "--accept-rest",
            description = {
                "Nếu có nơi nhận bị từ chối thì vẫn gửi cho các nơi còn lại.",
                "If recipients are refused, send to the others all the same."
            })
    private boolean acceptRest;

    @Option(
            names = "--supersede",
            description = {
                "Cố ý dùng lại DocumentId của văn bản đã gửi cho nội dung khác.",
                "Use the DocumentId of an earlier document for other content, on purpose."
            })
    private boolean supersede;

    @Option(
            names = "--message-id",
            paramLabel = "ID",
            description = {
                "Mã của lần gửi này; bỏ trống thì tự sinh và ghi vào sổ.",
                "Id of this submission; made and kept in the ledger if left out."
            })
    private @Nullable String messageId;

    @Override
    public Integer call() throws IOException {
        Connection connection = bus.connection();
        Console console = bus.console();
        OutgoingDocument document = document(console);
        Outbox outbox = new Outbox(
                connection.client(),
                connection.sent(),
                connection.configuration().organ());
        requireSameId(outbox.find(document));
        try {
            UploadLedger uploads = connection.uploads();
            Outbox.Sent sent =
                    outbox.send(document, edxml.toAbsolutePath().toString(), ready -> carried(ready, uploads, console));
            console.clear();
            tell(console, sent);
        } finally {
            console.clear();
        }
        return ExitCode.DONE;
    }

    /** Another id for content that went out under one would be refused by the bus; here it is told before. */
    private void requireSameId(Optional<SentLedger.Entry> known) {
        String wanted = messageId;
        if (wanted != null
                && known.isPresent()
                && !wanted.equals(known.get().messageId().value())) {
            String first = known.get().messageId().value();
            throw new ConfigurationRefused(
                    "theo sổ, nội dung này đã gửi với --message-id " + first,
                    "by the ledger this content was sent with --message-id " + first);
        }
    }

    private OutgoingDocument document(Console console) throws IOException {
        byte[] bytes = Files.readAllBytes(edxml);
        MessageId id = new MessageId(messageId == null ? UUID.randomUUID().toString() : messageId);
        OutgoingDocument document = OutgoingDocument.of(id, bytes, attachments(bytes, console))
                .onlyTo(to.stream().map(OrganId::new).toList());
        document = acceptRest ? document.acceptingRest() : document;
        return supersede ? document.superseding() : document;
    }

    /** In the order of their ids, not of the command line: their order is part of what is sent, and a retry keeps it. */
    private List<OutgoingAttachment> attachments(byte[] bytes, Console console) throws IOException {
        Map<ContentId, ManifestEntry> manifest = attach.isEmpty()
                ? Map.of()
                : new EdxmlReader()
                        .read(bytes)
                        .document()
                        .map(read -> read.manifest().stream()
                                .collect(Collectors.toMap(ManifestEntry::id, entry -> entry, (one, twice) -> one)))
                        .orElse(Map.of());
        List<OutgoingAttachment> all = new ArrayList<>();
        for (Map.Entry<String, Path> one : attach.entrySet()) {
            ContentId id = new ContentId(one.getKey().replaceFirst("^cid:", ""));
            try (ProgressBar bar = console.progress("SHA-256 " + one.getValue().getFileName())) {
                all.add(OutgoingAttachment.of(label(id, one.getValue(), manifest.get(id)), one.getValue(), bar));
            }
        }
        all.sort(Comparator.comparing(a -> a.contentId().value()));
        return all;
    }

    /** The manifest's words where it has them: they are what the recipient reads. */
    private static OutgoingAttachment.Label label(ContentId id, Path file, @Nullable ManifestEntry announced)
            throws IOException {
        return announced == null || announced.name().isBlank()
                ? AttachedFile.label(id, file, Optional.empty())
                : new OutgoingAttachment.Label(id, announced.name(), announced.mediaType());
    }

    /** What is large, or was uploaded ahead, goes up first, resumably; the rest travels with the document. */
    private static OutgoingDocument carried(OutgoingDocument document, UploadLedger uploads, Console console)
            throws IOException {
        List<OutgoingAttachment> carried = new ArrayList<>();
        for (OutgoingAttachment one : document.attachments()) {
            ProgressBar bar = console.progress(one.name());
            carried.add(one.length() >= LARGE || uploads.knows(one) ? uploads.bring(one, bar) : one.watchedBy(bar));
        }
        return document.carrying(carried);
    }

    private static void tell(Console console, Outbox.Sent sent) {
        Receipt receipt = sent.receipt();
        if (sent.earlier()) {
            console.good(
                    "Văn bản này đã gửi trước đây; đây là biên nhận lưu trong sổ, lần này không gửi gì",
                    "Sent before; this is the receipt kept in the ledger, nothing was sent now");
        } else {
            console.good(
                    "Trục đã nhận văn bản và ký biên nhận", "The bus has accepted the document and signed the receipt");
        }
        console.fact("MessageId", receipt.messageId());
        console.fact("DocumentId", receipt.documentId());
        console.fact("Lúc / at", Console.time(receipt.acceptedAt()));
        console.fact("Mã băm / content digest", receipt.contentDigest());
        for (Receipt.Recipient recipient : receipt.recipients()) {
            console.fact(
                    "Nơi nhận / recipient " + recipient.organ(),
                    recipient
                            .delivery()
                            .map(id -> "✔ " + id)
                            .orElse("✘ " + recipient.refusal().orElse("")));
        }
        console.fact("Biên nhận / receipt", sent.folder().resolve("receipt.xml"));
        console.json(told(sent));
    }

    private static JsonObject told(Outbox.Sent sent) {
        Receipt receipt = sent.receipt();
        return new JsonObject()
                .put("result", sent.earlier() ? "sentBefore" : "sent")
                .put("messageId", receipt.messageId())
                .put("documentId", receipt.documentId())
                .put("contentDigest", receipt.contentDigest())
                .put("acceptedAt", receipt.acceptedAt())
                .put("eventSha256", receipt.eventSha256())
                .put(
                        "recipients",
                        receipt.recipients().stream()
                                .map(one -> new JsonObject()
                                        .put("organ", one.organ())
                                        .put("resolved", one.resolved())
                                        .put("deliveryId", one.delivery())
                                        .put("refusal", one.refusal()))
                                .toList())
                .put("receipt", sent.folder().resolve("receipt.xml"));
    }
}
