package org.lienthong.gateway.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.lienthong.exchange.notice.ConfirmedNotice;
import org.lienthong.exchange.notice.Notice;
import org.lienthong.exchange.notice.NoticePage;
import org.lienthong.exchange.notice.StatusFields;
import org.lienthong.exchange.notice.StatusTold;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.tracking.Business;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.xsd.exchange.ConfirmNoticesAnswer;
import org.lienthong.xsd.exchange.ReceiveNoticesAnswer;
import org.lienthong.xsd.types.BusinessState;
import org.lienthong.xsd.types.EdxmlContent;
import org.lienthong.xsd.types.NoticeStatus;
import org.lienthong.xsd.types.OriginalMessage;

/** Notices and business states as the wire carries them. */
final class NoticeForms {

    private final ContentStore store;

    /** @param store holds what senders of status messages signed */
    NoticeForms(ContentStore store) {
        this.store = store;
    }

    /** @throws org.lienthong.message.refusal.RefusedException UnknownNotice */
    static NoticeId id(String text, String place) {
        return NoticeId.parse(text).orElseThrow(() -> Refusal.of(RefusalCode.UNKNOWN_NOTICE)
                .with("noticeId", text)
                .at(place)
                .refused());
    }

    void fill(ReceiveNoticesAnswer answer, NoticePage page) {
        page.notices().stream().map(this::notice).forEach(answer.getNotice()::add);
        page.next().map(NoticeId::toString).ifPresent(answer::setNext);
        answer.setMore(page.more());
    }

    static void fill(ConfirmNoticesAnswer answer, List<ConfirmedNotice> confirmed) {
        for (ConfirmedNotice one : confirmed) {
            org.lienthong.xsd.types.ConfirmedNotice notice = new org.lienthong.xsd.types.ConfirmedNotice();
            notice.setNoticeId(one.id().toString());
            notice.setConfirmedAt(one.confirmedAt().atOffset(ZoneOffset.UTC));
            answer.getNotice().add(notice);
        }
    }

    private org.lienthong.xsd.types.Notice notice(Notice of) {
        org.lienthong.xsd.types.Notice notice = new org.lienthong.xsd.types.Notice();
        notice.setNoticeId(of.id().toString());
        notice.setSha256(of.sha256().toString());
        notice.setKind(of.kind().name());
        notice.setAt(of.at().atOffset(ZoneOffset.UTC));
        of.delivery().ifPresent(delivery -> fill(notice, delivery));
        of.closed().ifPresent(closed -> {
            notice.setOrgan(closed.organ().value());
            closed.successor().map(OrganId::value).ifPresent(notice::setSuccessor);
        });
        notice.setEventSha256(of.event().toString());
        of.status().map(this::status).ifPresent(notice::setStatus);
        return notice;
    }

    private static void fill(org.lienthong.xsd.types.Notice notice, Notice.OfDelivery of) {
        notice.setDeliveryId(of.id().toString());
        notice.setMessageId(of.messageId().value());
        notice.setDocumentId(of.documentId().value());
        notice.setFrom(of.from().value());
        notice.setTo(of.to().value());
        of.attempt().ifPresent(notice::setAttempt);
        of.reason().ifPresent(notice::setReason);
        of.takenAt().ifPresent(at -> notice.setTakenAt(at.atOffset(ZoneOffset.UTC)));
    }

    private NoticeStatus status(StatusTold told) {
        NoticeStatus status = new NoticeStatus();
        status.setMessageId(told.messageId().value());
        status.setSeq(told.seq());
        status.setCode(told.code().wire());
        EdxmlContent edxml = new EdxmlContent();
        byte[] content = told.edxml();
        edxml.setLength(content.length);
        edxml.setSha256(Digest.sha256(content).toString());
        edxml.setContent(content);
        status.setEdxml(edxml);
        StatusFields fields = told.fields();
        fields.arrivalNumber().ifPresent(status::setArrivalNumber);
        fields.arrivalDate().ifPresent(status::setArrivalDate);
        fields.handlingUnit().ifPresent(status::setHandlingUnit);
        fields.assignee().ifPresent(status::setAssignee);
        fields.submittedToLeaderAt().ifPresent(at -> status.setSubmittedToLeaderAt(at.atOffset(ZoneOffset.UTC)));
        fields.waitingForPaper().ifPresent(status::setWaitingForPaper);
        status.setOriginal(original(told.original()));
        return status;
    }

    private OriginalMessage original(StatusTold.Original of) {
        OriginalMessage original = new OriginalMessage();
        original.setContentType(of.contentType());
        original.setLength(of.content().length());
        original.setSha256(of.sha256().toString());
        try (InputStream in = store.open(of.content())) {
            original.setContent(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return original;
    }

    static BusinessState business(Business of) {
        BusinessState state = new BusinessState();
        of.said().ifPresent(said -> {
            state.setCode(said.code().wire());
            state.setSince(said.since().atOffset(ZoneOffset.UTC));
        });
        StatusFields fields = of.fields();
        fields.arrivalNumber().ifPresent(state::setArrivalNumber);
        fields.arrivalDate().ifPresent(state::setArrivalDate);
        fields.handlingUnit().ifPresent(state::setHandlingUnit);
        fields.assignee().ifPresent(state::setAssignee);
        Optional<Instant> submitted = fields.submittedToLeaderAt();
        submitted.ifPresent(at -> state.setSubmittedToLeaderAt(at.atOffset(ZoneOffset.UTC)));
        fields.waitingForPaper().ifPresent(state::setWaitingForPaper);
        of.asked().ifPresent(asked -> {
            state.setChangeMessageId(asked.messageId().value());
            state.setChangeAskedAt(asked.since().atOffset(ZoneOffset.UTC));
        });
        return state;
    }
}
