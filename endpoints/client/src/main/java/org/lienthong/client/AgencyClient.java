package org.lienthong.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.lienthong.client.directory.OrganPage;
import org.lienthong.client.directory.OrganQuery;
import org.lienthong.client.notice.Notice;
import org.lienthong.client.notice.NoticePage;
import org.lienthong.client.notice.NoticeQuery;
import org.lienthong.client.notice.OutgoingStatus;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Confirmed;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.receiving.Waiting;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.PreparedUpload;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.soap.BusIdentity;
import org.lienthong.client.soap.DocumentExchange;
import org.lienthong.client.tracking.ConnectionCheck;
import org.lienthong.client.tracking.DeliveryList;
import org.lienthong.client.tracking.SentDocument;
import org.lienthong.client.transport.BusHttp;
import org.lienthong.client.transport.LinkedContents;
import org.lienthong.client.transport.UploadedContents;
import org.lienthong.client.watch.TransferWatch;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.seal.SigningKey;

/**
 * An agency's end of the bus. Thread-safe; keep one for each system and bus.
 *
 * <p>Every call signs its request, and returns only what the bus signed in answer to that very request. It throws
 * {@link org.lienthong.client.failure.BusRefused} for a final refusal and, when its attempts are spent,
 * {@link org.lienthong.client.failure.TransportFailure}: then nobody knows whether the bus acted, and the same call may be
 * made again, a submission with the same MessageId and content.
 */
public final class AgencyClient {

    private static final int ID_BYTES = 16;

    private final DocumentExchange exchange;
    private final LinkedContents links;
    private final UploadedContents uploads;
    private final Patience patience;
    private final SecureRandom random = new SecureRandom();

    private AgencyClient(DocumentExchange exchange, LinkedContents links, UploadedContents uploads, Patience patience) {
        this.exchange = exchange;
        this.links = links;
        this.uploads = uploads;
        this.patience = patience;
    }

    /** @param key the system's own, registered with the bus */
    public static AgencyClient open(BusIdentity bus, SigningKey key, Settings settings) {
        return open(bus, key, settings, BusHttp.open(settings.tls()));
    }

    /** @param http shared by many clients of one bus; it decides whom to trust for https */
    public static AgencyClient open(BusIdentity bus, SigningKey key, Settings settings, BusHttp http) {
        return new AgencyClient(
                new DocumentExchange(bus, key, settings.organ(), http, settings.clock(), settings.answerWithin()),
                new LinkedContents(http, settings.answerWithin()),
                new UploadedContents(http, settings.answerWithin()),
                Patience.of(settings.retries()));
    }

    /**
     * @param organ acted for; needed when the system may act for more than one
     * @param tls whom to trust for https; the JDK's own anchors if empty
     * @param answerWithin how long to wait for an answer, besides the time that content and long-polls need
     */
    public record Settings(
            Optional<OrganId> organ,
            Optional<SSLContext> tls,
            RetryPolicy retries,
            Duration answerWithin,
            InstantSource clock) {

        public static Settings standard() {
            return new Settings(
                    Optional.empty(),
                    Optional.empty(),
                    RetryPolicy.standard(),
                    Duration.ofSeconds(60),
                    InstantSource.system());
        }

        public Settings actingFor(OrganId some) {
            return new Settings(Optional.of(some), tls, retries, answerWithin, clock);
        }

        public Settings trusting(SSLContext some) {
            return new Settings(organ, Optional.of(some), retries, answerWithin, clock);
        }

        public Settings retrying(RetryPolicy some) {
            return new Settings(organ, tls, some, answerWithin, clock);
        }

        public Settings within(Duration some) {
            return new Settings(organ, tls, retries, some, clock);
        }
    }

    /** Hands a document to the bus, which answers for it from the receipt on. Safe to repeat. */
    public Receipt send(OutgoingDocument document) {
        return patience.call(() -> exchange.send(document, newRequestId()));
    }

    /** Announces a file that is going to be uploaded. Keep the answer where a restart of the program finds it. */
    public PreparedUpload prepareUpload(OutgoingAttachment attachment) {
        return patience.call(() -> exchange.prepareUpload(attachment, newRequestId()));
    }

    /**
     * Brings a file to the bus before its document, chunk by chunk, in constant memory; goes on wherever the upload stands.
     * The attempts of the retry policy are those of each chunk. Safe to repeat.
     *
     * @param watch hears of bytes as they leave, and after every chunk how many the bus has on disk
     * @return the attachment as the document shall name it
     * @throws org.lienthong.client.failure.ContentMismatch if the bus received other content than was announced
     * @throws org.lienthong.client.failure.UploadGone if the upload has expired: prepare another
     */
    public OutgoingAttachment upload(OutgoingAttachment attachment, PreparedUpload prepared, TransferWatch watch) {
        OutgoingAttachment watched = attachment.watchedBy(watch);
        UploadedContents.Stand stand;
        do {
            stand = patience.call(() -> uploads.push(prepared, watched));
            watch.reached(stand.offset(), attachment.length());
        } while (!stand.complete());
        return attachment.uploadedAs(prepared.id());
    }

    /** As {@link #upload(OutgoingAttachment, PreparedUpload, TransferWatch)}, for a program that will not go on later. */
    public OutgoingAttachment upload(OutgoingAttachment attachment, TransferWatch watch) {
        return upload(attachment, prepareUpload(attachment), watch);
    }

    /** Leases waiting documents. A lost answer strands nothing: its repeat brings the same leases. */
    public Waiting receive(ReceiveRequest request) {
        return receive(request, newRequestId());
    }

    /**
     * As {@link #receive(ReceiveRequest)}, for a program that keeps the id before it asks: after a crash the same id brings the
     * leases of then that still live, and takes nothing new.
     *
     * @param id made by {@link #newRequestId()}
     */
    public Waiting receive(ReceiveRequest request, RequestId id) {
        return patience.call(() -> exchange.receive(request, id));
    }

    /** Fetches a document; allowed again while the bus keeps it. */
    public ReceivedDocument get(DeliveryId delivery, Include include) {
        return patience.call(() -> exchange.get(delivery, include, newRequestId()));
    }

    /**
     * Brings content to a file, from the answer or by its link, digest checked, synced, whole or not at all.
     *
     * @throws org.lienthong.client.failure.ContentMismatch if the link brings other content than the bus announced
     */
    public void save(ServedContent content, Path target) throws IOException {
        save(content, target, TransferWatch.NONE);
    }

    /** As {@link #save(ServedContent, Path)}, watched. */
    public void save(ServedContent content, Path target, TransferWatch watch) throws IOException {
        if (content instanceof ServedContent.Inline inline) {
            links.keep(inline.bytes(), target);
            watch.reached(inline.length(), inline.length());
            return;
        }
        ServedContent.Linked link = (ServedContent.Linked) content;
        try {
            patience.call(() -> fetch(link, target, watch));
        } catch (UncheckedIOException local) {
            throw local.getCause();
        }
    }

    private Path fetch(ServedContent.Linked link, Path target, TransferWatch watch) {
        try {
            links.fetch(link, target, watch);
            return target;
        } catch (IOException local) {
            throw new UncheckedIOException(local);
        }
    }

    /** Answers for a document. Safe to repeat with the very same value. */
    public Confirmed confirm(Confirmation confirmation) {
        return patience.call(() -> exchange.confirm(confirmation, newRequestId()));
    }

    /**
     * Gives a lease back.
     *
     * @param pause how long the document shall rest before it waits again
     * @return when it waits again
     */
    public Instant release(Delivery delivery, String reason, Duration pause) {
        return patience.call(() -> exchange.release(delivery.id(), delivery.lease(), reason, pause, newRequestId()));
    }

    /** @return the caller's document of this MessageId */
    public SentDocument status(MessageId messageId) {
        return patience.call(() -> exchange.status(messageId, newRequestId())).get(0);
    }

    /** @return every submission of the caller under this DocumentId */
    public List<SentDocument> status(DocumentId documentId) {
        return patience.call(() -> exchange.status(documentId, newRequestId()));
    }

    /** One page of own deliveries; follow {@link DeliveryList#next} while there are more, and keep the last one. */
    public DeliveryList list(DeliveryList.Query query) {
        return patience.call(() -> exchange.list(query, newRequestId()));
    }

    /** One page of the directory; follow {@link OrganPage#next} to its end, then keep the last page's version. */
    public OrganPage organs(OrganQuery query) {
        return patience.call(() -> exchange.organs(query, newRequestId()));
    }

    /** Tells the other side of a delivery how it stands. Safe to repeat. */
    public Receipt sendStatus(OutgoingStatus status) {
        return patience.call(() -> exchange.sendStatus(status, newRequestId()));
    }

    /**
     * Reads what the bus has to tell, in its order, each with its digest checked; uses nothing up.
     *
     * @throws org.lienthong.client.failure.ContentMismatch if a notice is not what its digest says
     */
    public NoticePage receiveNotices(NoticeQuery query) {
        return patience.call(() -> exchange.receiveNotices(query, newRequestId()));
    }

    /**
     * Signs for notices: from then on they come only after a cursor. Safe to repeat.
     *
     * @param notices at most 100; of none the bus is not asked
     * @return since when each is confirmed
     */
    public Map<NoticeId, Instant> confirmNotices(Collection<Notice> notices) {
        if (notices.isEmpty()) {
            return Map.of();
        }
        return patience.call(() -> exchange.confirmNotices(notices, newRequestId()));
    }

    /** How the bus sees this client; works with any clock. */
    public ConnectionCheck check() {
        return patience.call(() -> exchange.check(newRequestId()));
    }

    /** @return one that nobody has used */
    public RequestId newRequestId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return new RequestId(HexFormat.of().formatHex(bytes));
    }
}
