package org.lienthong.client.soap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lienthong.client.directory.OrganPage;
import org.lienthong.client.directory.OrganQuery;
import org.lienthong.client.notice.Notice;
import org.lienthong.client.notice.NoticePage;
import org.lienthong.client.notice.NoticeQuery;
import org.lienthong.client.notice.OutgoingStatus;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Confirmed;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.Waiting;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.PreparedUpload;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.tracking.ConnectionCheck;
import org.lienthong.client.tracking.DeliveryList;
import org.lienthong.client.tracking.SentDocument;
import org.lienthong.client.transport.BusHttp;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.xsd.exchange.CheckConnectionResponse;
import org.lienthong.xsd.exchange.ConfirmDocumentResponse;
import org.lienthong.xsd.exchange.ConfirmNoticesResponse;
import org.lienthong.xsd.exchange.GetDocumentResponse;
import org.lienthong.xsd.exchange.GetDocumentStatus;
import org.lienthong.xsd.exchange.GetDocumentStatusResponse;
import org.lienthong.xsd.exchange.GetOrgansResponse;
import org.lienthong.xsd.exchange.ListDocumentsResponse;
import org.lienthong.xsd.exchange.PrepareUploadResponse;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.ReceiveNoticesResponse;
import org.lienthong.xsd.exchange.ReleaseDocumentResponse;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.exchange.SendStatusResponse;

/**
 * The operations of the contract, one attempt each. Every method throws {@link org.lienthong.client.failure.BusRefused} or
 * {@link org.lienthong.client.failure.TransportFailure}.
 */
public final class DocumentExchange {

    /** All inline content of a request together, by the contract; what is larger travels in parts. */
    static final long INLINE_LIMIT = 7_000_000;

    private static final long SLOWEST_BYTES_PER_SECOND = 250_000;

    private final SealedCall call;
    private final RequestForms forms;
    private final Duration patience;

    /**
     * @param organ acted for; may be left out by a system that serves one organ only
     * @param patience how long to wait for an answer, besides the time that content and long-polls need
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public DocumentExchange(
            BusIdentity bus,
            SigningKey key,
            Optional<OrganId> organ,
            BusHttp http,
            InstantSource clock,
            Duration patience) {
        this.call = new SealedCall(bus, key, http, clock);
        this.forms = new RequestForms(bus.name(), organ);
        this.patience = patience;
    }

    public Receipt send(OutgoingDocument document, RequestId id) {
        List<OutgoingAttachment> carried = document.attachments().stream()
                .filter(attachment -> attachment.upload().isEmpty())
                .toList();
        long size = carried.stream().mapToLong(OutgoingAttachment::length).sum();
        boolean inline = document.edxml().length + size <= INLINE_LIMIT;
        SealedCall.Answered<SendDocumentResponse> answered = call.ask(
                new SealedCall.Question(
                        forms.send(document, inline, id),
                        id,
                        inline ? List.of() : carried,
                        patience.plusSeconds(size / SLOWEST_BYTES_PER_SECOND)),
                SendDocumentResponse.class,
                r -> r.getAnswer().getAnswerContext());
        return AnswerForms.receipt(answered.answer().getAnswer().getReceipt(), answered.signed());
    }

    /** Announces a file that is going to be uploaded. */
    public PreparedUpload prepareUpload(OutgoingAttachment attachment, RequestId id) {
        return AnswerForms.prepared(call.ask(
                        question(forms.prepareUpload(attachment, id), id, Duration.ZERO),
                        PrepareUploadResponse.class,
                        r -> r.getAnswer().getAnswerContext())
                .answer()
                .getAnswer());
    }

    /** @param id that of the attempt before, if its answer was lost: the bus then tells the same leases again */
    public Waiting receive(ReceiveRequest request, RequestId id) {
        return AnswerForms.waiting(call.ask(
                        question(forms.receive(request, id), id, request.hold().orElse(Duration.ZERO)),
                        ReceiveDocumentsResponse.class,
                        r -> r.getAnswer().getAnswerContext())
                .answer()
                .getAnswer());
    }

    public ReceivedDocument get(DeliveryId delivery, Include include, RequestId id) {
        return AnswerForms.document(call.ask(
                        question(forms.get(delivery, include, id), id, Duration.ZERO),
                        GetDocumentResponse.class,
                        r -> r.getAnswer().getAnswerContext())
                .answer()
                .getAnswer());
    }

    public Confirmed confirm(Confirmation confirmation, RequestId id) {
        SealedCall.Answered<ConfirmDocumentResponse> answered = call.ask(
                question(forms.confirm(confirmation, id), id, Duration.ZERO),
                ConfirmDocumentResponse.class,
                r -> r.getAnswer().getAnswerContext());
        return AnswerForms.confirmed(answered.answer().getAnswer(), answered.signed());
    }

    /** @return when the delivery waits again */
    public Instant release(DeliveryId delivery, LeaseId lease, String reason, Duration pause, RequestId id) {
        return AnswerForms.time(call.ask(
                        question(forms.release(delivery, lease, reason, pause, id), id, Duration.ZERO),
                        ReleaseDocumentResponse.class,
                        r -> r.getAnswer().getAnswerContext())
                .answer()
                .getAnswer()
                .getWaitingFrom());
    }

    public List<SentDocument> status(MessageId messageId, RequestId id) {
        return status(forms.status(messageId, id), id);
    }

    public List<SentDocument> status(DocumentId documentId, RequestId id) {
        return status(forms.status(documentId, id), id);
    }

    private List<SentDocument> status(GetDocumentStatus request, RequestId id) {
        return call
                .ask(question(request, id, Duration.ZERO), GetDocumentStatusResponse.class, r -> r.getAnswer()
                        .getAnswerContext())
                .answer()
                .getAnswer()
                .getDocument()
                .stream()
                .map(AnswerForms::sent)
                .toList();
    }

    public DeliveryList list(DeliveryList.Query query, RequestId id) {
        return ListForms.page(call.ask(
                        question(ListForms.request(query, forms.context(id)), id, Duration.ZERO),
                        ListDocumentsResponse.class,
                        r -> r.getAnswer().getAnswerContext())
                .answer()
                .getAnswer());
    }

    public OrganPage organs(OrganQuery query, RequestId id) {
        return OrganForms.page(
                call.ask(
                                question(forms.organs(query, id), id, Duration.ZERO),
                                GetOrgansResponse.class,
                                r -> r.getAnswer().getAnswerContext())
                        .answer()
                        .getAnswer(),
                query);
    }

    public Receipt sendStatus(OutgoingStatus status, RequestId id) {
        SealedCall.Answered<SendStatusResponse> answered = call.ask(
                question(StatusForms.send(status, forms.context(id)), id, Duration.ZERO),
                SendStatusResponse.class,
                r -> r.getAnswer().getAnswerContext());
        return AnswerForms.receipt(answered.answer().getAnswer().getReceipt(), answered.signed());
    }

    /** @throws org.lienthong.client.failure.ContentMismatch if a notice is not what its digest says */
    public NoticePage receiveNotices(NoticeQuery query, RequestId id) {
        return StatusForms.page(call.ask(
                        question(
                                StatusForms.receive(query, forms.context(id)),
                                id,
                                query.hold().orElse(Duration.ZERO)),
                        ReceiveNoticesResponse.class,
                        r -> r.getAnswer().getAnswerContext())
                .answer()
                .getAnswer());
    }

    /** @return since when each is confirmed */
    public Map<NoticeId, Instant> confirmNotices(Collection<Notice> notices, RequestId id) {
        return StatusForms.confirmed(call.ask(
                        question(StatusForms.confirm(notices, forms.context(id)), id, Duration.ZERO),
                        ConfirmNoticesResponse.class,
                        r -> r.getAnswer().getAnswerContext())
                .answer()
                .getAnswer());
    }

    public ConnectionCheck check(RequestId id) {
        return AnswerForms.check(
                call.ask(question(forms.check(id), id, Duration.ZERO), CheckConnectionResponse.class, r -> r.getAnswer()
                                .getAnswerContext())
                        .answer()
                        .getAnswer());
    }

    private SealedCall.Question question(Object operation, RequestId id, Duration more) {
        return new SealedCall.Question(operation, id, List.of(), patience.plus(more));
    }
}
