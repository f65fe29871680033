package org.lienthong.client.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.notice.OutgoingStatus;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.soap.KeptAnswers;
import org.lienthong.message.edxml.EdxmlOutline;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.evidence.ContentDigest;
import org.lienthong.message.evidence.ContentDigest.Announced;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;

/**
 * Sends so that a crash at any moment loses and doubles nothing: the MessageId is on disk before the content leaves, the
 * receipt before it is told. After a crash or a lost answer send the same content again: it goes out under the same
 * MessageId, and if there is a receipt already, does not go out at all.
 */
public final class Outbox {

    private final AgencyClient client;
    private final SentLedger ledger;
    private final Optional<OrganId> organ;
    private final EdxmlReader reader = new EdxmlReader();

    /** @param organ that the client acts for; the edXML's From if empty */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Outbox(AgencyClient client, SentLedger ledger, Optional<OrganId> organ) {
        this.client = client;
        this.ledger = ledger;
        this.organ = organ;
    }

    /**
     * @param earlier whether the receipt is an earlier one, kept in the ledger, and nothing was sent now
     * @param folder where the ledger keeps the signed receipt
     */
    public record Sent(Receipt receipt, boolean earlier, Path folder) {}

    /** Changes a document under way to the bus, e.g. uploads its large files first. */
    @FunctionalInterface
    public interface Preparation {
        OutgoingDocument prepare(OutgoingDocument document) throws IOException;
    }

    /** As {@link #send(OutgoingDocument, String, Preparation)}, with nothing to prepare. */
    public Sent send(OutgoingDocument document, String source) throws IOException {
        return send(document, source, ready -> ready);
    }

    /**
     * @param document its MessageId counts only for content that the ledger does not know
     * @param source for people who read the ledger, e.g. the path of the edXML
     * @param preparation called only if something must be sent; must not change what the document says
     * @throws LedgerInUseException if another process is sending this very content
     */
    public Sent send(OutgoingDocument document, String source, Preparation preparation) throws IOException {
        try (Submission submission = ledger.begin(contentDigest(document), document.messageId(), source)) {
            if (submission.receipt().isPresent()) {
                return new Sent(KeptAnswers.receipt(submission.receipt().get()), true, submission.folder());
            }
            OutgoingDocument ready = preparation.prepare(document).under(submission.messageId());
            Receipt receipt = answered(() -> client.send(ready), submission);
            submission.accepted(receipt.signed());
            return new Sent(receipt, false, submission.folder());
        }
    }

    private static Receipt answered(Supplier<Receipt> call, Submission submission) throws IOException {
        try {
            return call.get();
        } catch (BusRefused refused) {
            submission.refused(refused.fault());
            throw refused;
        }
    }

    /**
     * As for a document. The same status is one of the same edXML about the same document and delivery, with the same entry of
     * the register.
     */
    public Sent send(OutgoingStatus status, String source) throws IOException {
        String said = String.join(
                "\n",
                "status",
                organ.map(OrganId::value).orElse(""),
                Digest.sha256(status.edxml()).toString(),
                status.about().toString(),
                status.delivery().toString(),
                status.entry().toString());
        Digest content = Digest.sha256(said.getBytes(StandardCharsets.UTF_8));
        try (Submission submission = ledger.begin(content, status.messageId(), source)) {
            if (submission.receipt().isPresent()) {
                return new Sent(KeptAnswers.receipt(submission.receipt().get()), true, submission.folder());
            }
            Receipt receipt = answered(() -> client.sendStatus(status.under(submission.messageId())), submission);
            submission.accepted(receipt.signed());
            return new Sent(receipt, false, submission.folder());
        }
    }

    /** @return what the ledger knows of this content */
    public Optional<SentLedger.Entry> find(OutgoingDocument document) throws IOException {
        return ledger.find(contentDigest(document));
    }

    /**
     * @return as the bus computes it if the organ is named here as the directory names it; else still one and the same for the
     *     same content
     */
    Digest contentDigest(OutgoingDocument document) {
        byte[] edxml = document.edxml();
        Optional<EdxmlOutline> outline = reader.read(edxml).outline();
        OrganId from = organ.or(() -> outline.map(EdxmlOutline::from))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "không phải edXML đọc được, và không rõ cơ quan gửi / no readable edXML, and no organ to send for"));
        List<OrganId> recipients = document.recipients().isEmpty()
                ? outline.map(EdxmlOutline::to).orElse(List.of())
                : document.recipients();
        return ContentDigest.of(
                from,
                Digest.sha256(edxml),
                recipients,
                document.attachments().stream()
                        .map(a -> new Announced(a.name(), a.mediaType(), a.length(), a.sha256()))
                        .toList());
    }
}
