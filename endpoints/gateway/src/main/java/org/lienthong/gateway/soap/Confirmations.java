package org.lienthong.gateway.soap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lienthong.exchange.delivery.ConfirmRequest;
import org.lienthong.exchange.delivery.Confirmed;
import org.lienthong.exchange.delivery.IntegrityReason;
import org.lienthong.exchange.delivery.Outcome;
import org.lienthong.exchange.notice.NoticeConfirmation;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.message.evidence.ObjectDigest;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.xsd.exchange.ConfirmDocument;
import org.lienthong.xsd.exchange.ConfirmDocumentAnswer;
import org.lienthong.xsd.exchange.ConfirmNotices;
import org.lienthong.xsd.inbox.DeliverDocumentAnswer;
import org.lienthong.xsd.types.ConfirmedAttachment;
import org.lienthong.xsd.types.NoticeToConfirm;

/** ConfirmDocument as the exchange sees it, and its acknowledgement as the wire does. */
final class Confirmations {

    private Confirmations() {}

    /** Keeps the signed confirmation in the content store: it is the recipient's signature for the delivery. */
    static ConfirmRequest of(ConfirmDocument request, RequestTerms terms, OrganId organ, DeliveryId delivery) {
        ConfirmRequest.Verdict verdict = verdict(request);
        ConfirmRequest.Received received = received(request);
        ObjectDigest kept = keep(terms.arrival());
        ConfirmRequest.Proof proof = new ConfirmRequest.Proof(kept.sha256(), kept.length(), kept.mediaType());
        return new ConfirmRequest(terms.call(), Set.of(organ), delivery, received, verdict, proof);
    }

    /** @return what an inbox answered, as the confirmation that it is */
    static ConfirmDocument asAsked(DeliverDocumentAnswer answer) {
        ConfirmDocument said = new ConfirmDocument();
        said.setDeliveryId(answer.getDeliveryId());
        said.setMessageId(answer.getMessageId());
        said.setDocumentId(answer.getDocumentId());
        said.setEdxmlSha256(answer.getEdxmlSha256());
        said.getAttachment().addAll(answer.getAttachment());
        said.setOriginalSha256(answer.getOriginalSha256());
        said.setOutcome(answer.getOutcome());
        said.setReason(answer.getReason());
        said.setTakenAt(answer.getTakenAt());
        return said;
    }

    static ConfirmRequest.Verdict verdict(ConfirmDocument request) {
        return new ConfirmRequest.Verdict(
                Outcome.valueOf(request.getOutcome().name()),
                Optional.ofNullable(request.getReason()).flatMap(reason -> IntegrityReason.parse(reason.value())),
                request.getTakenAt().toInstant());
    }

    static ConfirmRequest.Received received(ConfirmDocument request) {
        List<ConfirmRequest.Attachment> attachments =
                request.getAttachment().stream().map(Confirmations::attachment).toList();
        return new ConfirmRequest.Received(
                RequestTerms.read("ConfirmDocument/MessageId", request.getMessageId(), MessageId::new),
                RequestTerms.read("ConfirmDocument/DocumentId", request.getDocumentId(), DocumentId::new),
                Digest.parse(request.getEdxmlSha256()),
                attachments,
                Optional.ofNullable(request.getOriginalSha256()).map(Digest::parse));
    }

    /** Keeps the signed confirmation, as that of a document. */
    static NoticeConfirmation of(ConfirmNotices request, RequestTerms terms, OrganId organ) {
        List<NoticeConfirmation.Entry> entries = new ArrayList<>();
        for (NoticeToConfirm notice : request.getNotice()) {
            String place = "ConfirmNotices/Notice[" + (entries.size() + 1) + "]/NoticeId";
            entries.add(new NoticeConfirmation.Entry(
                    NoticeForms.id(notice.getNoticeId(), place), Digest.parse(notice.getSha256())));
        }
        return new NoticeConfirmation(terms.call(), organ, entries, keep(terms.arrival()));
    }

    private static ConfirmRequest.Attachment attachment(ConfirmedAttachment of) {
        String id = of.getContentId().replaceFirst("^cid:", "");
        return new ConfirmRequest.Attachment(
                RequestTerms.read("ConfirmDocument/Attachment/ContentId", id, ContentId::new),
                Digest.parse(of.getSha256()),
                of.getLength());
    }

    private static ObjectDigest keep(Arrival arrival) {
        try {
            StoredObject kept = arrival.keep();
            return new ObjectDigest(kept.digest(), kept.length(), arrival.contentType());
        } catch (IOException | UncheckedIOException disk) {
            throw Refusal.of(RefusalCode.BUSY)
                    .with("what", "content store")
                    .after(Duration.ofSeconds(30))
                    .refused(disk);
        }
    }

    static void fill(ConfirmDocumentAnswer answer, Confirmed confirmed, String logOrigin) {
        answer.setDeliveryId(confirmed.deliveryId().toString());
        answer.setOutcome(
                org.lienthong.xsd.types.Outcome.valueOf(confirmed.outcome().name()));
        answer.setRecordedAt(confirmed.recordedAt().atOffset(ZoneOffset.UTC));
        answer.setEventSha256(confirmed.eventSha256().toString());
        answer.setLogOrigin(logOrigin);
        answer.setLogBy(confirmed.logBy().atOffset(ZoneOffset.UTC));
    }
}
