package org.lienthong.client.soap;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.notice.Notice;
import org.lienthong.client.notice.NoticePage;
import org.lienthong.client.notice.NoticeQuery;
import org.lienthong.client.notice.OutgoingStatus;
import org.lienthong.client.notice.ReceivedStatus;
import org.lienthong.client.notice.RegisterEntry;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.tracking.Business;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.xsd.exchange.ConfirmNotices;
import org.lienthong.xsd.exchange.ConfirmNoticesAnswer;
import org.lienthong.xsd.exchange.ReceiveNotices;
import org.lienthong.xsd.exchange.ReceiveNoticesAnswer;
import org.lienthong.xsd.exchange.SendStatus;
import org.lienthong.xsd.types.BusinessState;
import org.lienthong.xsd.types.NoticeStatus;
import org.lienthong.xsd.types.NoticeToConfirm;
import org.lienthong.xsd.types.OriginalMessage;
import org.lienthong.xsd.types.RequestContext;

/** Status messages and notices, from values to the wire and back. */
final class StatusForms {

    private StatusForms() {}

    static SendStatus send(OutgoingStatus status, RequestContext context) {
        SendStatus wire = new SendStatus();
        wire.setRequestContext(context);
        wire.setMessageId(status.messageId().value());
        wire.setEdxml(RequestForms.edxml(status.edxml()));
        status.delivery().ifPresent(id -> wire.setDeliveryId(id.toString()));
        wire.setEdxmlSha256(status.about().toString());
        RegisterEntry entry = status.entry();
        entry.arrivalNumber().ifPresent(wire::setArrivalNumber);
        entry.arrivalDate().ifPresent(day -> wire.setArrivalDate(day.toString()));
        entry.handlingUnit().ifPresent(wire::setHandlingUnit);
        entry.assignee().ifPresent(wire::setAssignee);
        entry.submittedToLeaderAt().ifPresent(at -> wire.setSubmittedToLeaderAt(at.atOffset(ZoneOffset.UTC)));
        entry.waitingForPaper().ifPresent(wire::setWaitingForPaper);
        return wire;
    }

    static ReceiveNotices receive(NoticeQuery query, RequestContext context) {
        ReceiveNotices wire = new ReceiveNotices();
        wire.setRequestContext(context);
        wire.setMax(query.max());
        query.after().ifPresent(cursor -> wire.setAfter(cursor.toString()));
        query.hold().map(Duration::toSeconds).map(Math::toIntExact).ifPresent(wire::setWaitSeconds);
        return wire;
    }

    static ConfirmNotices confirm(Collection<Notice> notices, RequestContext context) {
        ConfirmNotices wire = new ConfirmNotices();
        wire.setRequestContext(context);
        for (Notice notice : notices) {
            NoticeToConfirm one = new NoticeToConfirm();
            one.setNoticeId(notice.id().toString());
            one.setSha256(notice.sha256().toString());
            wire.getNotice().add(one);
        }
        return wire;
    }

    static Map<NoticeId, Instant> confirmed(ConfirmNoticesAnswer wire) {
        return wire.getNotice().stream()
                .collect(Collectors.toUnmodifiableMap(one -> id(one.getNoticeId()), one -> one.getConfirmedAt()
                        .toInstant()));
    }

    static NoticePage page(ReceiveNoticesAnswer wire) {
        return new NoticePage(
                wire.getNotice().stream().map(StatusForms::notice).toList(),
                Optional.ofNullable(wire.getNext()).map(StatusForms::id),
                wire.isMore());
    }

    private static Notice notice(org.lienthong.xsd.types.Notice wire) {
        return new Notice(
                id(wire.getNoticeId()),
                Digest.parse(wire.getSha256()),
                wire.getKind(),
                wire.getAt().toInstant(),
                Optional.ofNullable(wire.getDeliveryId()).map(id -> delivery(id, wire)),
                Optional.ofNullable(wire.getOrgan())
                        .map(organ -> new Notice.Closed(
                                new OrganId(organ),
                                Optional.ofNullable(wire.getSuccessor()).map(OrganId::new))),
                Digest.parse(wire.getEventSha256()),
                Optional.ofNullable(wire.getStatus()).map(StatusForms::status));
    }

    private static Notice.OfDelivery delivery(String id, org.lienthong.xsd.types.Notice wire) {
        return new Notice.OfDelivery(
                DeliveryId.parse(id).orElseThrow(() -> strange("DeliveryId", id)),
                new MessageId(present("MessageId", wire.getMessageId())),
                new DocumentId(present("DocumentId", wire.getDocumentId())),
                new OrganId(present("From", wire.getFrom())),
                new OrganId(present("To", wire.getTo())),
                Optional.ofNullable(wire.getAttempt()),
                Optional.ofNullable(wire.getReason()),
                Optional.ofNullable(wire.getTakenAt()).map(OffsetDateTime::toInstant));
    }

    private static ReceivedStatus status(NoticeStatus wire) {
        OriginalMessage original = wire.getOriginal();
        return new ReceivedStatus(
                new MessageId(wire.getMessageId()),
                wire.getSeq(),
                wire.getCode(),
                ServedContent.Inline.checked(
                        "edXML",
                        wire.getEdxml().getContent(),
                        wire.getEdxml().getLength(),
                        Digest.parse(wire.getEdxml().getSha256())),
                new RegisterEntry(
                        Optional.ofNullable(wire.getArrivalNumber()),
                        day(wire.getArrivalDate()),
                        Optional.ofNullable(wire.getHandlingUnit()),
                        Optional.ofNullable(wire.getAssignee()),
                        Optional.ofNullable(wire.getSubmittedToLeaderAt()).map(OffsetDateTime::toInstant),
                        Optional.ofNullable(wire.isWaitingForPaper())),
                new ReceivedDocument.Original(original.getContentType(), AnswerForms.content(original)));
    }

    static Business business(BusinessState wire) {
        return new Business(
                Optional.ofNullable(wire.getCode()),
                Optional.ofNullable(wire.getSince()).map(OffsetDateTime::toInstant),
                new RegisterEntry(
                        Optional.ofNullable(wire.getArrivalNumber()),
                        day(wire.getArrivalDate()),
                        Optional.ofNullable(wire.getHandlingUnit()),
                        Optional.ofNullable(wire.getAssignee()),
                        Optional.ofNullable(wire.getSubmittedToLeaderAt()).map(OffsetDateTime::toInstant),
                        Optional.ofNullable(wire.isWaitingForPaper())),
                Optional.ofNullable(wire.getChangeMessageId()).map(MessageId::new));
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeParseException noSuchDay) {
            throw new TransportFailure("the bus signed an answer that this client cannot read", noSuchDay);
        }
    }

    private static NoticeId id(String text) {
        return NoticeId.parse(text).orElseThrow(() -> strange("NoticeId", text));
    }

    private static String present(String what, @Nullable String text) {
        if (text == null) {
            throw strange(what, "nothing");
        }
        return text;
    }

    private static TransportFailure strange(String what, String found) {
        return new TransportFailure("the bus signed an answer that this client cannot read: " + what + " " + found);
    }
}
