package org.lienthong.gateway.soap;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lienthong.exchange.admission.AnnouncedAttachment;
import org.lienthong.exchange.admission.AnnouncedEdxml;
import org.lienthong.exchange.admission.Carriage;
import org.lienthong.exchange.admission.Submission;
import org.lienthong.exchange.directory.Caller;
import org.lienthong.exchange.notice.StatusFields;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.receipt.ReceiptRecipient;
import org.lienthong.exchange.status.StatusSubmission;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.UploadId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendStatus;
import org.lienthong.xsd.types.EdxmlContent;
import org.lienthong.xsd.types.OnRefusedRecipient;
import org.lienthong.xsd.types.SentAttachment;
import org.lienthong.xsd.types.Verdict;

/** SendDocument and SendStatus as the exchange sees them, and their receipt as the wire does. */
final class Submissions {

    private Submissions() {}

    static Submission of(SendDocument request, RequestTerms terms, Caller caller) {
        EdxmlContent edxml = request.getEdxml();
        List<AnnouncedAttachment> attachments = new ArrayList<>();
        for (SentAttachment sent : request.getAttachment()) {
            attachments.add(announced(sent, "SendDocument/Attachment[" + (attachments.size() + 1) + "]"));
        }
        List<OrganId> recipients = request.getRecipient().stream()
                .map(written -> RequestTerms.read("SendDocument/Recipient", written, OrganId::new))
                .toList();
        return new Submission(
                terms.sealed(),
                caller,
                terms.requestId(),
                RequestTerms.read("SendDocument/MessageId", request.getMessageId(), MessageId::new),
                new AnnouncedEdxml(edxml.getLength(), Digest.parse(edxml.getSha256()), edxml.getContent()),
                attachments,
                recipients,
                request.getOnRefusedRecipient() == OnRefusedRecipient.ACCEPT_REST,
                Boolean.TRUE.equals(request.isSupersedesDocumentId()),
                terms.arrival(),
                terms.arrival(),
                terms.receivedAt());
    }

    static StatusSubmission of(SendStatus request, RequestTerms terms, Caller caller) {
        EdxmlContent edxml = request.getEdxml();
        Optional<DeliveryId> delivery = Optional.ofNullable(request.getDeliveryId())
                .map(text -> DeliveryId.parse(text).orElseThrow(() -> Refusal.of(RefusalCode.UNKNOWN_DELIVERY)
                        .with("deliveryId", text)
                        .at("SendStatus/DeliveryId")
                        .refused()));
        StatusFields fields = new StatusFields(
                Optional.ofNullable(request.getArrivalNumber()),
                Optional.ofNullable(request.getArrivalDate()),
                Optional.ofNullable(request.getHandlingUnit()),
                Optional.ofNullable(request.getAssignee()),
                Optional.ofNullable(request.getSubmittedToLeaderAt()).map(OffsetDateTime::toInstant),
                Optional.ofNullable(request.isWaitingForPaper()));
        return new StatusSubmission(
                terms.sealed(),
                caller,
                terms.requestId(),
                RequestTerms.read("SendStatus/MessageId", request.getMessageId(), MessageId::new),
                new AnnouncedEdxml(edxml.getLength(), Digest.parse(edxml.getSha256()), edxml.getContent()),
                new StatusSubmission.SpokenOf(delivery, Digest.parse(request.getEdxmlSha256())),
                fields,
                terms.arrival(),
                terms.receivedAt());
    }

    private static AnnouncedAttachment announced(SentAttachment sent, String place) {
        String id = sent.getContentId().replaceFirst("^cid:", "");
        return new AnnouncedAttachment(
                RequestTerms.read(place + "/ContentId", id, ContentId::new),
                sent.getName(),
                sent.getMediaType(),
                sent.getLength(),
                Digest.parse(sent.getSha256()),
                Carriage.valueOf(sent.getCarriage().name()),
                Optional.ofNullable(sent.getContent()),
                Optional.ofNullable(sent.getUploadId()).map(written -> upload(written, id)));
    }

    /** What cannot be an id of ours is no upload of anybody's. */
    private static UploadId upload(String written, String attachment) {
        return UploadId.parse(written).orElseThrow(() -> Refusal.of(RefusalCode.CONTENT_MISSING)
                .with("what", attachment)
                .at("Attachment[" + attachment + "]")
                .refused());
    }

    static org.lienthong.xsd.types.Receipt receipt(Receipt given) {
        org.lienthong.xsd.types.Receipt receipt = new org.lienthong.xsd.types.Receipt();
        receipt.setMessageId(given.messageId().value());
        receipt.setDocumentId(given.documentId().value());
        receipt.setContentDigest(given.contentDigest().toString());
        receipt.setAcceptedAt(given.acceptedAt().atOffset(ZoneOffset.UTC));
        receipt.setEventSha256(given.event().toString());
        receipt.setLogOrigin(given.logOrigin());
        receipt.setLogBy(given.logBy().atOffset(ZoneOffset.UTC));
        given.recipients().stream().map(Submissions::recipient).forEach(receipt.getRecipient()::add);
        return receipt;
    }

    private static org.lienthong.xsd.types.ReceiptRecipient recipient(ReceiptRecipient told) {
        org.lienthong.xsd.types.ReceiptRecipient recipient = new org.lienthong.xsd.types.ReceiptRecipient();
        recipient.setOrganId(told.organ().value());
        told.resolved().map(OrganId::value).ifPresent(recipient::setResolvedOrganId);
        told.delivery().map(DeliveryId::toString).ifPresent(recipient::setDeliveryId);
        recipient.setVerdict(Verdict.valueOf(told.verdict().name()));
        told.code().ifPresent(recipient::setCode);
        return recipient;
    }
}
