package org.lienthong.gateway.soap;

import jakarta.jws.WebService;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.cxf.message.Exchange;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.delivery.ConfirmRequest;
import org.lienthong.exchange.delivery.Confirmed;
import org.lienthong.exchange.delivery.DeliverySettings;
import org.lienthong.exchange.delivery.Poll;
import org.lienthong.exchange.delivery.PollRequest;
import org.lienthong.exchange.delivery.ReleaseRequest;
import org.lienthong.exchange.delivery.Released;
import org.lienthong.exchange.delivery.ServeRequest;
import org.lienthong.exchange.delivery.ServedDocument;
import org.lienthong.exchange.directory.Caller;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.exchange.directory.SystemEntry;
import org.lienthong.exchange.notice.NoticePage;
import org.lienthong.exchange.notice.NoticeRequest;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.tracking.StatusQuery;
import org.lienthong.exchange.upload.PreparedUpload;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.wsdl.DocumentExchange;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.exchange.CheckConnectionResponse;
import org.lienthong.xsd.exchange.ConfirmDocument;
import org.lienthong.xsd.exchange.ConfirmDocumentAnswer;
import org.lienthong.xsd.exchange.ConfirmDocumentResponse;
import org.lienthong.xsd.exchange.ConfirmNotices;
import org.lienthong.xsd.exchange.ConfirmNoticesAnswer;
import org.lienthong.xsd.exchange.ConfirmNoticesResponse;
import org.lienthong.xsd.exchange.GetDocument;
import org.lienthong.xsd.exchange.GetDocumentAnswer;
import org.lienthong.xsd.exchange.GetDocumentResponse;
import org.lienthong.xsd.exchange.GetDocumentStatus;
import org.lienthong.xsd.exchange.GetDocumentStatusAnswer;
import org.lienthong.xsd.exchange.GetDocumentStatusResponse;
import org.lienthong.xsd.exchange.GetOrgans;
import org.lienthong.xsd.exchange.GetOrgansResponse;
import org.lienthong.xsd.exchange.ListDocuments;
import org.lienthong.xsd.exchange.ListDocumentsResponse;
import org.lienthong.xsd.exchange.PrepareUpload;
import org.lienthong.xsd.exchange.PrepareUploadAnswer;
import org.lienthong.xsd.exchange.PrepareUploadResponse;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsAnswer;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.ReceiveNotices;
import org.lienthong.xsd.exchange.ReceiveNoticesAnswer;
import org.lienthong.xsd.exchange.ReceiveNoticesResponse;
import org.lienthong.xsd.exchange.ReleaseDocument;
import org.lienthong.xsd.exchange.ReleaseDocumentAnswer;
import org.lienthong.xsd.exchange.ReleaseDocumentResponse;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendDocumentAnswer;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.exchange.SendStatus;
import org.lienthong.xsd.exchange.SendStatusAnswer;
import org.lienthong.xsd.exchange.SendStatusResponse;
import org.lienthong.xsd.types.Include;

/**
 * The port of one exchange: terms, caller, one call into the rooms, answer. The generated interface makes the compiler say
 * which operation of the WSDL is missing.
 */
@WebService(
        targetNamespace = "urn:lienthong:service:1",
        serviceName = "DocumentExchangeService",
        portName = "DocumentExchangePort",
        endpointInterface = "org.lienthong.wsdl.DocumentExchange")
final class ExchangePort implements DocumentExchange {

    private final PortRooms rooms;
    private final PortTerms terms;
    private final Exchange exchange;

    ExchangePort(PortRooms rooms, PortTerms terms, Exchange exchange) {
        this.rooms = rooms;
        this.terms = terms;
        this.exchange = exchange;
    }

    @Override
    public SendDocumentResponse sendDocument(SendDocument request) {
        RequestTerms asked = terms(request.getRequestContext());
        Caller caller = asked.caller(Scope.SEND);
        var acceptance = rooms.acceptance().accept(Submissions.of(request, asked, caller));
        SendDocumentAnswer answer = new SendDocumentAnswer();
        answer.setAnswerContext(terms.answers().context(exchange));
        answer.setReceipt(Submissions.receipt(acceptance.receipt()));
        SendDocumentResponse response = new SendDocumentResponse();
        response.setAnswer(answer);
        return response;
    }

    @Override
    public PrepareUploadResponse prepareUpload(PrepareUpload request) {
        RequestTerms asked = terms(request.getRequestContext());
        Caller caller = asked.caller(Scope.SEND);
        PreparedUpload prepared = rooms.uploads().prepare(caller, asked.call(), PreparedUploads.announced(request));
        PrepareUploadAnswer answer = new PrepareUploadAnswer();
        answer.setAnswerContext(terms.answers().context(exchange));
        PreparedUploads.fill(answer, prepared, base());
        PrepareUploadResponse response = new PrepareUploadResponse();
        response.setAnswer(answer);
        return response;
    }

    @Override
    public ReceiveDocumentsResponse receiveDocuments(ReceiveDocuments request) {
        Optional<CompletableFuture<Poll>> before = WaitingPolls.resumed(exchange);
        if (before.isPresent()) {
            return answer(WaitingPolls.result(before.get()));
        }
        RequestTerms asked = terms(request.getRequestContext());
        Duration lease = seconds(request.getLeaseSeconds(), DeliverySettings.DEFAULT_LEASE);
        PollRequest poll = new PollRequest(asked.call(), polledFor(asked, request.getOrgan()), request.getMax(), lease);
        CompletableFuture<Poll> coming = rooms.polls().receive(poll, seconds(request.getWaitSeconds(), Duration.ZERO));
        if (coming.isDone()) {
            return answer(WaitingPolls.result(coming));
        }
        terms.waiting().suspend(exchange, coming);
        return new ReceiveDocumentsResponse(); // the chain is suspended: nobody looks at this
    }

    private ReceiveDocumentsResponse answer(Poll poll) {
        ReceiveDocumentsAnswer answer = new ReceiveDocumentsAnswer();
        answer.setAnswerContext(terms.answers().context(exchange));
        Deliverings.fill(answer, poll);
        ReceiveDocumentsResponse response = new ReceiveDocumentsResponse();
        response.setAnswer(answer);
        return response;
    }

    /** A filter of several organs is authorised one by one; without one the request is for the organ acted for. */
    private Set<OrganId> polledFor(RequestTerms asked, List<String> filter) {
        if (filter.isEmpty()) {
            return Set.of(asked.caller(Scope.RECEIVE).organ());
        }
        Set<OrganId> organs = new LinkedHashSet<>();
        for (String written : filter) {
            OrganId organ = RequestTerms.read("ReceiveDocuments/Organ", written, OrganId::new);
            organs.add(rooms.directory()
                    .authorise(asked.sealed().system(), Optional.of(organ), Scope.RECEIVE)
                    .organ());
        }
        return organs;
    }

    @Override
    public GetDocumentResponse getDocument(GetDocument request) {
        RequestTerms asked = terms(request.getRequestContext());
        Caller caller = asked.caller(Scope.RECEIVE);
        DeliveryId delivery = delivery(request.getDeliveryId());
        ServedDocument served =
                rooms.deliveries().serve(new ServeRequest(asked.call(), Set.of(caller.organ()), delivery));
        GetDocumentAnswer answer = new GetDocumentAnswer();
        answer.setAnswerContext(terms.answers().context(exchange));
        new ServedContent(rooms.store(), rooms.links(), base(), served, terms.inline())
                .fill(answer, Optional.ofNullable(request.getInclude()).orElse(Include.CONTENT));
        GetDocumentResponse response = new GetDocumentResponse();
        response.setAnswer(answer);
        return response;
    }

    @Override
    public ConfirmDocumentResponse confirmDocument(ConfirmDocument request) {
        RequestTerms asked = terms(request.getRequestContext());
        Caller caller = asked.caller(Scope.CONFIRM);
        DeliveryId delivery = delivery(request.getDeliveryId());
        ConfirmRequest kept = Confirmations.of(request, asked, caller.organ(), delivery);
        rooms.passage().reached(Passage.Step.CONFIRMATION_KEPT);
        Confirmed confirmed = rooms.deliveries().confirm(kept);
        ConfirmDocumentAnswer answer = new ConfirmDocumentAnswer();
        answer.setAnswerContext(terms.answers().context(exchange));
        Confirmations.fill(answer, confirmed, rooms.logOrigin());
        ConfirmDocumentResponse response = new ConfirmDocumentResponse();
        response.setAnswer(answer);
        return response;
    }

    @Override
    public ReleaseDocumentResponse releaseDocument(ReleaseDocument request) {
        RequestTerms asked = terms(request.getRequestContext());
        Caller caller = asked.caller(Scope.RECEIVE);
        DeliveryId delivery = delivery(request.getDeliveryId());
        LeaseId lease = LeaseId.parse(request.getLeaseId()).orElseThrow(() -> Refusal.of(RefusalCode.LEASE_LOST)
                .with("deliveryId", delivery)
                .at("ReleaseDocument/LeaseId")
                .refused());
        Released released = rooms.deliveries()
                .release(new ReleaseRequest(
                        asked.call(),
                        Set.of(caller.organ()),
                        delivery,
                        lease,
                        request.getReason(),
                        seconds(request.getRetryAfterSeconds(), Duration.ZERO)));
        ReleaseDocumentAnswer answer = new ReleaseDocumentAnswer();
        answer.setAnswerContext(terms.answers().context(exchange));
        answer.setDeliveryId(released.deliveryId().toString());
        answer.setWaitingFrom(released.waitingFrom().atOffset(ZoneOffset.UTC));
        ReleaseDocumentResponse response = new ReleaseDocumentResponse();
        response.setAnswer(answer);
        return response;
    }

    @Override
    public GetDocumentStatusResponse getDocumentStatus(GetDocumentStatus request) {
        RequestTerms asked = terms(request.getRequestContext());
        Caller caller = asked.caller(Scope.STATUS);
        rooms.replays().requireFirst(asked.call());
        StatusQuery query = new StatusQuery(
                caller.organ(),
                Optional.ofNullable(request.getMessageId())
                        .map(id -> RequestTerms.read("GetDocumentStatus/MessageId", id, MessageId::new)),
                Optional.ofNullable(request.getDocumentId())
                        .map(id -> RequestTerms.read("GetDocumentStatus/DocumentId", id, DocumentId::new)));
        GetDocumentStatusAnswer answer = new GetDocumentStatusAnswer();
        rooms.tracking().status(query).stream().map(Deliverings::status).forEach(answer.getDocument()::add);
        answer.setAnswerContext(terms.answers().context(exchange));
        GetDocumentStatusResponse response = new GetDocumentStatusResponse();
        response.setAnswer(answer);
        return response;
    }

    @Override
    public ListDocumentsResponse listDocuments(ListDocuments request) {
        RequestTerms asked = terms(request.getRequestContext());
        Caller caller = asked.caller(Listings.scope(request));
        rooms.replays().requireFirst(asked.call());
        ListDocumentsResponse response = new ListDocumentsResponse();
        response.setAnswer(Listings.answer(
                terms.answers().context(exchange), rooms.listing().list(Listings.asked(request, caller.organ()))));
        return response;
    }

    /** For whoever is registered: to address somebody one must know who there is. */
    @Override
    public GetOrgansResponse getOrgans(GetOrgans request) {
        RequestTerms asked = terms(request.getRequestContext());
        rooms.replays().requireFirst(asked.call());
        GetOrgansResponse response = new GetOrgansResponse();
        response.setAnswer(Organs.answer(
                terms.answers().context(exchange), rooms.organs().from(Organs.asked(request)), rooms.next()));
        Organs.requireKnown(request, response.getAnswer());
        return response;
    }

    @Override
    public SendStatusResponse sendStatus(SendStatus request) {
        RequestTerms asked = terms(request.getRequestContext());
        Caller caller = asked.caller(Scope.STATUS);
        Receipt receipt = rooms.statuses().accept().accept(Submissions.of(request, asked, caller));
        SendStatusAnswer answer = new SendStatusAnswer();
        answer.setAnswerContext(terms.answers().context(exchange));
        answer.setReceipt(Submissions.receipt(receipt));
        SendStatusResponse response = new SendStatusResponse();
        response.setAnswer(answer);
        return response;
    }

    @Override
    public ReceiveNoticesResponse receiveNotices(ReceiveNotices request) {
        Optional<CompletableFuture<NoticePage>> before = WaitingPolls.resumed(exchange);
        if (before.isPresent()) {
            return answer(WaitingPolls.result(before.get()));
        }
        RequestTerms asked = terms(request.getRequestContext());
        Caller caller = asked.caller(Scope.STATUS);
        Optional<NoticeId> after =
                Optional.ofNullable(request.getAfter()).map(text -> NoticeForms.id(text, "ReceiveNotices/After"));
        rooms.replays().requireFirst(asked.call());
        CompletableFuture<NoticePage> coming = rooms.statuses()
                .notices()
                .receive(
                        new NoticeRequest(caller.organ(), request.getMax(), after),
                        seconds(request.getWaitSeconds(), Duration.ZERO));
        if (coming.isDone()) {
            return answer(WaitingPolls.result(coming));
        }
        terms.waiting().suspend(exchange, coming);
        return new ReceiveNoticesResponse(); // as above
    }

    private ReceiveNoticesResponse answer(NoticePage page) {
        ReceiveNoticesAnswer answer = new ReceiveNoticesAnswer();
        answer.setAnswerContext(terms.answers().context(exchange));
        new NoticeForms(rooms.store()).fill(answer, page);
        ReceiveNoticesResponse response = new ReceiveNoticesResponse();
        response.setAnswer(answer);
        return response;
    }

    @Override
    public ConfirmNoticesResponse confirmNotices(ConfirmNotices request) {
        RequestTerms asked = terms(request.getRequestContext());
        Caller caller = asked.caller(Scope.STATUS);
        var confirmed = rooms.statuses().confirm().confirm(Confirmations.of(request, asked, caller.organ()));
        ConfirmNoticesAnswer answer = new ConfirmNoticesAnswer();
        answer.setAnswerContext(terms.answers().context(exchange));
        NoticeForms.fill(answer, confirmed);
        ConfirmNoticesResponse response = new ConfirmNoticesResponse();
        response.setAnswer(answer);
        return response;
    }

    /** Identity only, at any clock skew; a repeat is looked up under the day of its arrival, since Created may be any day. */
    @Override
    public CheckConnectionResponse checkConnection(CheckConnection request) {
        RequestTerms asked = terms(request.getRequestContext());
        rooms.replays().requireFirst(asked.call(asked.receivedAt()));
        SystemEntry system = rooms.directory().describe(asked.sealed().system());
        X509Certificate certificate = asked.sealed().signer();
        CheckConnectionResponse response = new CheckConnectionResponse();
        response.setAnswer(Connections.answer(
                terms.answers().context(exchange),
                system,
                Duration.between(asked.receivedAt(), certificate.getNotAfter().toInstant()),
                asked.sealed().clockOffset(),
                rooms.next()));
        return response;
    }

    private RequestTerms terms(org.lienthong.xsd.types.RequestContext context) {
        return new RequestTerms(rooms, exchange, context);
    }

    private String base() {
        return terms.address().base(request()).orElseThrow();
    }

    private HttpServletRequest request() {
        return HttpExchange.of(exchange).request();
    }

    private static DeliveryId delivery(String text) {
        return DeliveryId.parse(text).orElseThrow(() -> Refusal.of(RefusalCode.UNKNOWN_DELIVERY)
                .with("deliveryId", text)
                .refused());
    }

    private static Duration seconds(@Nullable Integer seconds, Duration otherwise) {
        return seconds == null ? otherwise : Duration.ofSeconds(seconds);
    }
}
