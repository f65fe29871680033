package org.lienthong.client.soap;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.lienthong.client.directory.OrganQuery;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.exchange.ConfirmDocument;
import org.lienthong.xsd.exchange.GetDocument;
import org.lienthong.xsd.exchange.GetDocumentStatus;
import org.lienthong.xsd.exchange.GetOrgans;
import org.lienthong.xsd.exchange.PrepareUpload;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReleaseDocument;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.types.Carriage;
import org.lienthong.xsd.types.ConfirmedAttachment;
import org.lienthong.xsd.types.EdxmlContent;
import org.lienthong.xsd.types.OnRefusedRecipient;
import org.lienthong.xsd.types.Outcome;
import org.lienthong.xsd.types.RefusalReason;
import org.lienthong.xsd.types.RequestContext;
import org.lienthong.xsd.types.SentAttachment;

/** The operations, from values to the wire. */
final class RequestForms {

    private final BusUri bus;
    private final Optional<OrganId> organ;

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    RequestForms(BusUri bus, Optional<OrganId> organ) {
        this.bus = bus;
        this.organ = organ;
    }

    SendDocument send(OutgoingDocument document, boolean inline, RequestId id) {
        SendDocument wire = new SendDocument();
        wire.setRequestContext(context(id));
        wire.setMessageId(document.messageId().value());
        wire.setEdxml(edxml(document.edxml()));
        document.attachments().forEach(a -> wire.getAttachment().add(attachment(a, inline)));
        document.recipients().forEach(r -> wire.getRecipient().add(r.value()));
        if (document.acceptRest()) {
            wire.setOnRefusedRecipient(OnRefusedRecipient.ACCEPT_REST);
        }
        if (document.supersedesDocumentId()) {
            wire.setSupersedesDocumentId(true);
        }
        return wire;
    }

    PrepareUpload prepareUpload(OutgoingAttachment attachment, RequestId id) {
        PrepareUpload wire = new PrepareUpload();
        wire.setRequestContext(context(id));
        wire.setLength(attachment.length());
        wire.setSha256(attachment.sha256().toString());
        wire.setMediaType(attachment.mediaType());
        return wire;
    }

    ReceiveDocuments receive(ReceiveRequest request, RequestId id) {
        ReceiveDocuments wire = new ReceiveDocuments();
        wire.setRequestContext(context(id));
        wire.setMax(request.max());
        request.lease().ifPresent(l -> wire.setLeaseSeconds(seconds(l)));
        request.hold().ifPresent(w -> wire.setWaitSeconds(seconds(w)));
        request.organs().forEach(o -> wire.getOrgan().add(o.value()));
        return wire;
    }

    GetDocument get(DeliveryId delivery, Include include, RequestId id) {
        GetDocument wire = new GetDocument();
        wire.setRequestContext(context(id));
        wire.setDeliveryId(delivery.toString());
        wire.setInclude(org.lienthong.xsd.types.Include.valueOf(include.name()));
        return wire;
    }

    ConfirmDocument confirm(Confirmation confirmation, RequestId id) {
        ConfirmDocument wire = new ConfirmDocument();
        wire.setRequestContext(context(id));
        wire.setDeliveryId(confirmation.deliveryId().toString());
        wire.setMessageId(confirmation.messageId().value());
        wire.setDocumentId(confirmation.documentId().value());
        wire.setEdxmlSha256(confirmation.edxml().toString());
        confirmation.attachments().forEach(a -> wire.getAttachment().add(confirmed(a)));
        confirmation.original().ifPresent(o -> wire.setOriginalSha256(o.toString()));
        Optional<String> reason = confirmation.outcome().reason();
        wire.setOutcome(reason.isEmpty() ? Outcome.TAKEN : Outcome.REFUSED);
        reason.ifPresent(r -> wire.setReason(RefusalReason.fromValue(r)));
        wire.setTakenAt(time(confirmation.at()));
        return wire;
    }

    ReleaseDocument release(DeliveryId delivery, LeaseId lease, String reason, Duration pause, RequestId id) {
        ReleaseDocument wire = new ReleaseDocument();
        wire.setRequestContext(context(id));
        wire.setDeliveryId(delivery.toString());
        wire.setLeaseId(lease.toString());
        wire.setReason(reason);
        if (!pause.isZero()) {
            wire.setRetryAfterSeconds(seconds(pause));
        }
        return wire;
    }

    GetDocumentStatus status(MessageId messageId, RequestId id) {
        GetDocumentStatus wire = new GetDocumentStatus();
        wire.setRequestContext(context(id));
        wire.setMessageId(messageId.value());
        return wire;
    }

    GetDocumentStatus status(DocumentId documentId, RequestId id) {
        GetDocumentStatus wire = new GetDocumentStatus();
        wire.setRequestContext(context(id));
        wire.setDocumentId(documentId.value());
        return wire;
    }

    GetOrgans organs(OrganQuery query, RequestId id) {
        GetOrgans wire = new GetOrgans();
        wire.setRequestContext(context(id));
        if (query.since() > 0) {
            wire.setSinceVersion(query.since());
        }
        query.cursor().ifPresent(wire::setCursor);
        return wire;
    }

    CheckConnection check(RequestId id) {
        CheckConnection wire = new CheckConnection();
        wire.setRequestContext(context(id));
        return wire;
    }

    RequestContext context(RequestId id) {
        RequestContext wire = new RequestContext();
        wire.setBus(bus.value());
        organ.ifPresent(o -> wire.setOrgan(o.value()));
        wire.setRequestId(id.value());
        return wire;
    }

    static EdxmlContent edxml(byte[] content) {
        EdxmlContent wire = new EdxmlContent();
        wire.setLength(content.length);
        wire.setSha256(Digest.sha256(content).toString());
        wire.setContent(content);
        return wire;
    }

    private static SentAttachment attachment(OutgoingAttachment attachment, boolean inline) {
        SentAttachment wire = new SentAttachment();
        wire.setContentId(attachment.contentId().value());
        wire.setName(attachment.name());
        wire.setMediaType(attachment.mediaType());
        wire.setLength(attachment.length());
        wire.setSha256(attachment.sha256().toString());
        if (attachment.upload().isPresent()) {
            wire.setCarriage(Carriage.UPLOADED);
            wire.setUploadId(attachment.upload().get().toString());
        } else if (inline) {
            wire.setCarriage(Carriage.INLINE);
            wire.setContent(content(attachment));
        } else {
            wire.setCarriage(Carriage.PART);
        }
        return wire;
    }

    private static byte[] content(OutgoingAttachment attachment) {
        try (InputStream in = attachment.open()) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new TransportFailure("cannot read attachment " + attachment.name(), unreadable);
        }
    }

    static ConfirmedAttachment confirmed(Confirmation.Attachment attachment) {
        ConfirmedAttachment wire = new ConfirmedAttachment();
        wire.setContentId(attachment.contentId().value());
        wire.setSha256(attachment.sha256().toString());
        wire.setLength(attachment.length());
        return wire;
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
