package org.lienthong.gateway.soap;

import java.time.ZoneOffset;
import org.lienthong.exchange.delivery.LeasedDelivery;
import org.lienthong.exchange.delivery.Poll;
import org.lienthong.exchange.tracking.DocumentStatus;
import org.lienthong.exchange.tracking.RecipientStatus;
import org.lienthong.xsd.exchange.ReceiveDocumentsAnswer;
import org.lienthong.xsd.types.DeliveryState;
import org.lienthong.xsd.types.DeliveryStatus;
import org.lienthong.xsd.types.HeaderSummary;
import org.lienthong.xsd.types.WaitingDelivery;

/** Leases and states as the wire carries them. */
final class Deliverings {

    private Deliverings() {}

    static void fill(ReceiveDocumentsAnswer answer, Poll poll) {
        answer.setWaitingCount(poll.waiting());
        poll.leases().stream().map(Deliverings::waiting).forEach(answer.getDelivery()::add);
    }

    static WaitingDelivery waiting(LeasedDelivery leased) {
        WaitingDelivery delivery = new WaitingDelivery();
        delivery.setDeliveryId(leased.deliveryId().toString());
        delivery.setLeaseId(leased.leaseId().toString());
        delivery.setLeaseEnd(leased.leaseEnd().atOffset(ZoneOffset.UTC));
        delivery.setAttempt(leased.attempt());
        delivery.setMessageId(leased.messageId().value());
        delivery.setDocumentId(leased.documentId().value());
        delivery.setFrom(leased.from().value());
        delivery.setTo(leased.to().value());
        delivery.setHeader(header(leased.header()));
        delivery.setEdxmlLength(leased.sizes().edxml());
        delivery.setAttachmentCount(leased.sizes().attachmentCount());
        delivery.setAttachmentLength(leased.sizes().attachments());
        delivery.setPriority(leased.priority());
        delivery.setAcceptedAt(leased.acceptedAt().atOffset(ZoneOffset.UTC));
        return delivery;
    }

    private static HeaderSummary header(LeasedDelivery.Header of) {
        HeaderSummary header = new HeaderSummary();
        header.setCode(of.code());
        header.setSubject(of.subject());
        of.typeName().ifPresent(header::setTypeName);
        of.promulgationDate().ifPresent(header::setPromulgationDate);
        of.dueDate().ifPresent(header::setDueDate);
        of.senderName().ifPresent(header::setSenderName);
        header.setBussinessDocType(of.bussinessDocType());
        return header;
    }

    static org.lienthong.xsd.types.DocumentStatus status(DocumentStatus of) {
        org.lienthong.xsd.types.DocumentStatus status = new org.lienthong.xsd.types.DocumentStatus();
        status.setMessageId(of.messageId().value());
        status.setDocumentId(of.documentId().value());
        status.setAcceptedAt(of.acceptedAt().atOffset(ZoneOffset.UTC));
        of.recipients().stream().map(Deliverings::recipient).forEach(status.getRecipient()::add);
        return status;
    }

    private static DeliveryStatus recipient(RecipientStatus of) {
        DeliveryStatus status = new DeliveryStatus();
        status.setOrganId(of.addressedAs().value());
        status.setDeliveryId(of.deliveryId().toString());
        status.setState(DeliveryState.valueOf(of.state().name()));
        status.setSince(of.since().atOffset(ZoneOffset.UTC));
        status.setAttempt(of.attempt());
        of.firstServedAt().ifPresent(at -> status.setFirstServedAt(at.atOffset(ZoneOffset.UTC)));
        of.takenAt().ifPresent(at -> status.setTakenAt(at.atOffset(ZoneOffset.UTC)));
        of.reason().ifPresent(status::setReason);
        of.waiting().ifPresent(waiting -> {
            waiting.lastPolledAt().ifPresent(at -> status.setLastPolledAt(at.atOffset(ZoneOffset.UTC)));
            waiting.backlogAhead().ifPresent(status::setBacklogAhead);
            status.setExpiresAt(waiting.expiresAt().atOffset(ZoneOffset.UTC));
        });
        of.business().map(NoticeForms::business).ifPresent(status::setBusiness);
        return status;
    }
}
