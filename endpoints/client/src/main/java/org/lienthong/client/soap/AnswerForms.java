package org.lienthong.client.soap;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.receiving.Confirmed;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.receiving.Waiting;
import org.lienthong.client.sending.PreparedUpload;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.sending.SignedAnswer;
import org.lienthong.client.tracking.ConnectionCheck;
import org.lienthong.client.tracking.Progress;
import org.lienthong.client.tracking.SentDocument;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.identity.UploadId;
import org.lienthong.xsd.exchange.CheckConnectionAnswer;
import org.lienthong.xsd.exchange.ConfirmDocumentAnswer;
import org.lienthong.xsd.exchange.GetDocumentAnswer;
import org.lienthong.xsd.exchange.PrepareUploadAnswer;
import org.lienthong.xsd.exchange.ReceiveDocumentsAnswer;
import org.lienthong.xsd.types.ContentLink;
import org.lienthong.xsd.types.DeliveryStatus;
import org.lienthong.xsd.types.DocumentStatus;
import org.lienthong.xsd.types.HeaderSummary;
import org.lienthong.xsd.types.Mandate;
import org.lienthong.xsd.types.OriginalMessage;
import org.lienthong.xsd.types.Outcome;
import org.lienthong.xsd.types.ReceiptRecipient;
import org.lienthong.xsd.types.ServedAttachment;
import org.lienthong.xsd.types.Verdict;
import org.lienthong.xsd.types.WaitingDelivery;

/** The answers, from the wire to values. What they hold has passed the schema. */
final class AnswerForms {

    private AnswerForms() {}

    static Receipt receipt(org.lienthong.xsd.types.Receipt wire, SignedAnswer signed) {
        return new Receipt(
                new MessageId(wire.getMessageId()),
                new DocumentId(wire.getDocumentId()),
                Digest.parse(wire.getContentDigest()),
                time(wire.getAcceptedAt()),
                Digest.parse(wire.getEventSha256()),
                wire.getLogOrigin(),
                time(wire.getLogBy()),
                wire.getRecipient().stream().map(AnswerForms::recipient).toList(),
                signed);
    }

    private static Receipt.Recipient recipient(ReceiptRecipient wire) {
        return new Receipt.Recipient(
                new OrganId(wire.getOrganId()),
                Optional.ofNullable(wire.getResolvedOrganId()).map(OrganId::new),
                Optional.ofNullable(wire.getDeliveryId()).map(AnswerForms::delivery),
                wire.getVerdict() == Verdict.ACCEPTED
                        ? Optional.empty()
                        : Optional.of(wire.getCode() == null ? Verdict.REFUSED.value() : wire.getCode()));
    }

    static PreparedUpload prepared(PrepareUploadAnswer wire) {
        return new PreparedUpload(
                UploadId.parse(wire.getUploadId()).orElseThrow(() -> strange("UploadId", wire.getUploadId())),
                URI.create(wire.getUrl()),
                wire.getToken(),
                wire.getChunkMax(),
                time(wire.getExpiresAt()));
    }

    static Waiting waiting(ReceiveDocumentsAnswer wire) {
        return new Waiting(
                wire.getWaitingCount(),
                wire.getDelivery().stream().map(AnswerForms::waiting).toList());
    }

    static Delivery waiting(WaitingDelivery wire) {
        return new Delivery(
                delivery(wire.getDeliveryId()),
                LeaseId.parse(wire.getLeaseId()).orElseThrow(() -> strange("LeaseId", wire.getLeaseId())),
                time(wire.getLeaseEnd()),
                wire.getAttempt(),
                new MessageId(wire.getMessageId()),
                new DocumentId(wire.getDocumentId()),
                new OrganId(wire.getFrom()),
                new OrganId(wire.getTo()),
                header(wire.getHeader()),
                wire.getEdxmlLength(),
                wire.getAttachmentCount(),
                wire.getAttachmentLength(),
                wire.getPriority(),
                time(wire.getAcceptedAt()));
    }

    private static Delivery.Header header(HeaderSummary wire) {
        return new Delivery.Header(
                wire.getCode(),
                wire.getSubject(),
                Optional.ofNullable(wire.getTypeName()),
                Optional.ofNullable(wire.getPromulgationDate()),
                Optional.ofNullable(wire.getDueDate()),
                Optional.ofNullable(wire.getSenderName()),
                wire.getBussinessDocType());
    }

    static ReceivedDocument document(GetDocumentAnswer wire) {
        return new ReceivedDocument(
                delivery(wire.getDeliveryId()),
                new MessageId(wire.getMessageId()),
                new DocumentId(wire.getDocumentId()),
                new OrganId(wire.getFrom()),
                Optional.ofNullable(wire.getEdxml())
                        .map(e -> ServedContent.Inline.checked(
                                "edXML", e.getContent(), e.getLength(), Digest.parse(e.getSha256()))),
                wire.getAttachment().stream().map(AnswerForms::attachment).toList(),
                Optional.ofNullable(wire.getOriginal())
                        .map(o -> new ReceivedDocument.Original(o.getContentType(), content(o))));
    }

    static ReceivedDocument.Attachment attachment(ServedAttachment wire) {
        return new ReceivedDocument.Attachment(
                new ContentId(wire.getContentId()),
                wire.getName(),
                wire.getMediaType(),
                content(wire.getName(), wire.getLength(), wire.getSha256(), wire.getContent(), wire.getLink()));
    }

    static ServedContent content(OriginalMessage o) {
        return content("original", o.getLength(), o.getSha256(), o.getContent(), o.getLink());
    }

    private static ServedContent content(
            String what, long length, String sha256, byte @Nullable [] inline, @Nullable ContentLink link) {
        Digest digest = Digest.parse(sha256);
        if (inline != null) {
            return ServedContent.Inline.checked(what, inline, length, digest);
        }
        if (link != null) {
            return new ServedContent.Linked(
                    length, digest, URI.create(link.getUrl()), link.getToken(), time(link.getExpiresAt()));
        }
        throw strange("content of " + what, "neither Content nor Link");
    }

    static Confirmed confirmed(ConfirmDocumentAnswer wire, SignedAnswer signed) {
        return new Confirmed(
                delivery(wire.getDeliveryId()),
                wire.getOutcome() == Outcome.TAKEN,
                time(wire.getRecordedAt()),
                Digest.parse(wire.getEventSha256()),
                wire.getLogOrigin(),
                time(wire.getLogBy()),
                signed);
    }

    static SentDocument sent(DocumentStatus wire) {
        return new SentDocument(
                new MessageId(wire.getMessageId()),
                new DocumentId(wire.getDocumentId()),
                time(wire.getAcceptedAt()),
                wire.getRecipient().stream().map(AnswerForms::progress).toList());
    }

    private static Progress progress(DeliveryStatus wire) {
        return new Progress(
                new OrganId(wire.getOrganId()),
                delivery(wire.getDeliveryId()),
                Progress.State.valueOf(wire.getState().value()),
                time(wire.getSince()),
                wire.getAttempt(),
                maybe(wire.getFirstServedAt()),
                maybe(wire.getTakenAt()),
                Optional.ofNullable(wire.getReason()),
                maybe(wire.getLastPolledAt()),
                Optional.ofNullable(wire.getBacklogAhead()),
                maybe(wire.getExpiresAt()),
                Optional.ofNullable(wire.getBusiness()).map(StatusForms::business));
    }

    static ConnectionCheck check(CheckConnectionAnswer wire) {
        return new ConnectionCheck(
                new OrganId(wire.getOrgan()),
                new SystemId(wire.getSystem()),
                wire.getMandate().stream().map(AnswerForms::mandate).toList(),
                wire.getActiveKeySha256().stream().map(Digest::parse).collect(Collectors.toUnmodifiableSet()),
                wire.getCertificateDaysLeft(),
                Duration.ofSeconds(wire.getClockOffsetSeconds()),
                wire.getProfileVersion(),
                Optional.ofNullable(wire.getNextBusCertificate()).map(c -> Digest.parse(c.getSha256())));
    }

    private static ConnectionCheck.Mandate mandate(Mandate wire) {
        return new ConnectionCheck.Mandate(
                new OrganId(wire.getOrgan()), wire.getScope(), time(wire.getFrom()), maybe(wire.getTo()));
    }

    private static DeliveryId delivery(String text) {
        return DeliveryId.parse(text).orElseThrow(() -> strange("DeliveryId", text));
    }

    static Instant time(OffsetDateTime wire) {
        return wire.toInstant();
    }

    private static Optional<Instant> maybe(@Nullable OffsetDateTime wire) {
        return Optional.ofNullable(wire).map(OffsetDateTime::toInstant);
    }

    private static TransportFailure strange(String what, String found) {
        return new TransportFailure("the bus signed an answer that this client cannot read: " + what + " " + found);
    }
}
