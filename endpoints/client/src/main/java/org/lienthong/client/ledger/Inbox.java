package org.lienthong.client.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.failure.ExchangeFailure;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.original.OriginalVerifier;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Confirmed;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.Waiting;
import org.lienthong.client.watch.TransferWatch;
import org.lienthong.message.identity.RequestId;

/**
 * Receives so that a crash at any moment loses and doubles nothing: every delivery appears in the inbox folder once, whole,
 * verified and on disk, under its DeliveryId, and is confirmed after that. What reads the folder may take deliveries out of it
 * as it likes.
 *
 * <p>Verified here means: every digest, and the sender's own signature. What does not verify is never placed and never
 * confirmed; its lease is given back, and people have to judge.
 *
 * <p>One at a time for each ledger; not thread-safe.
 */
public final class Inbox implements AutoCloseable {

    /** What the bus says when no confirmation of this delivery can count any more, whoever repeats it. */
    private static final Set<String> ENDINGS =
            Set.of("AlreadyConfirmed", "ConfirmConflict", "ConfirmMismatch", "DeliveryEnded", "UnknownDelivery");

    private static final Duration REST = Duration.ofMinutes(15);

    private static final int LONGEST_REASON = 400;

    private final AgencyClient client;
    private final OriginalVerifier verifier;
    private final DeliveryFiles files;
    private final ReceivedLedger ledger;
    private final Path folder;
    private final Path incoming;
    private final InstantSource clock;
    private final LedgerLock lock;
    private Optional<RequestId> before;

    private Inbox(
            AgencyClient client,
            OriginalVerifier verifier,
            ReceivedLedger ledger,
            Place place,
            Optional<RequestId> before) {
        this.client = client;
        this.verifier = verifier;
        this.files = new DeliveryFiles(client);
        this.ledger = ledger;
        this.folder = place.folder;
        this.incoming = place.incoming;
        this.clock = place.clock;
        this.lock = place.lock;
        this.before = before;
    }

    private record Place(Path folder, Path incoming, InstantSource clock, LedgerLock lock) {}

    /**
     * @param folder made if it is not there; on one file system with all below it
     * @throws LedgerInUseException if another process receives with this ledger
     */
    public static Inbox open(
            AgencyClient client, OriginalVerifier verifier, ReceivedLedger ledger, Path folder, InstantSource clock)
            throws IOException {
        LedgerLock lock = ledger.lock();
        try {
            Path real = DurableFiles.folder(folder).toRealPath();
            Path incoming = DurableFiles.folder(real.resolve(".incoming"));
            Place place = new Place(real, incoming, clock, lock);
            return new Inbox(client, verifier, ledger, place, ledger.lastRequest());
        } catch (IOException | RuntimeException unusable) {
            lock.close();
            throw unusable;
        }
    }

    /**
     * What became of a delivery.
     *
     * @param entry where it lies in the inbox, and in the ledger
     * @param earlier whether it had been received before, and was only confirmed now
     * @param ended why the bus took no confirmation, e.g. it was recalled meanwhile; absent when all is well
     */
    public record Arrival(ReceivedLedger.Entry entry, boolean earlier, Optional<BusRefused.Fault> ended) {}

    /** Finishes the oldest thing that a crash has left: places it if it was not, and confirms it. Call until empty. */
    public Optional<Arrival> finishNext() throws IOException {
        List<ReceivedLedger.Entry> unfinished = ledger.unfinished();
        return unfinished.isEmpty() ? Optional.empty() : Optional.of(finish(unfinished.get(0), true));
    }

    /** Leases what waits; the first call of a process brings what the one before it had leased. */
    public Waiting lease(ReceiveRequest request) throws IOException {
        Optional<RequestId> earlier = before;
        before = Optional.empty();
        if (earlier.isPresent()) {
            Waiting left = client.receive(request, earlier.get());
            if (!left.deliveries().isEmpty()) {
                return left;
            }
        }
        RequestId id = client.newRequestId();
        ledger.requesting(id);
        return client.receive(request, id);
    }

    /**
     * Receives, places and confirms.
     *
     * @throws ContentMismatch if it does not verify: nothing was placed; it waits again, to come back after a while
     */
    public Arrival take(Delivery delivery, TransferWatch watch) throws IOException {
        Optional<ReceivedLedger.Entry> known = ledger.find(delivery.id());
        return finish(known.isPresent() ? known.get() : receive(delivery, watch), known.isPresent());
    }

    private ReceivedLedger.Entry receive(Delivery delivery, TransferWatch watch) throws IOException {
        Path from = DurableFiles.folder(incoming.resolve(delivery.id().toString()));
        Path to = folder.resolve(delivery.id().toString());
        try {
            ReceivedDocument document = client.get(delivery.id(), Include.BOTH);
            files.write(
                    document,
                    told(delivery),
                    from,
                    original -> DeliveryFiles.signer(verifier.verify(document, original, delivery.acceptedAt())),
                    watch);
            if (Files.exists(to)) {
                DurableFiles.deleteTree(from); // placed by a ledger that was lost since
            }
            Confirmation taken =
                    Confirmation.of(document, Outcome.TAKEN, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return ledger.received(taken, Optional.of(new ReceivedLedger.Placing(from, to)));
        } catch (ContentMismatch untrusted) {
            DurableFiles.deleteTree(from);
            giveBack(delivery, untrusted);
            throw untrusted;
        }
    }

    private static JsonObject told(Delivery delivery) {
        Delivery.Header header = delivery.header();
        return new JsonObject()
                .put("deliveryId", delivery.id())
                .put("messageId", delivery.messageId())
                .put("documentId", delivery.documentId())
                .put("from", delivery.from())
                .put("to", delivery.to())
                .put("acceptedAt", delivery.acceptedAt())
                .put("priority", delivery.priority())
                .put("code", header.code())
                .put("subject", header.subject())
                .put("typeName", header.typeName())
                .put("promulgationDate", header.promulgationDate())
                .put("dueDate", header.dueDate())
                .put("senderName", header.senderName())
                .put("bussinessDocType", header.bussinessDocType());
    }

    private void giveBack(Delivery delivery, ContentMismatch why) {
        try {
            String reason = String.valueOf(why.getMessage()).replaceAll("\\s+", " ");
            client.release(delivery, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)), REST);
        } catch (ExchangeFailure endsByItself) {
            why.addSuppressed(endsByItself);
        }
    }

    private Arrival finish(ReceivedLedger.Entry entry, boolean earlier) throws IOException {
        if (entry.placing().isPresent() && Files.exists(entry.placing().get().from())) {
            DurableFiles.move(
                    entry.placing().get().from(), entry.placing().get().to());
        }
        try {
            Confirmed confirmed = client.confirm(entry.confirmation());
            return new Arrival(ledger.confirmed(entry, confirmed.signed()), earlier, Optional.empty());
        } catch (BusRefused refused) {
            if (!ENDINGS.contains(refused.code())) {
                throw refused;
            }
            return new Arrival(ledger.ended(entry, refused.fault()), earlier, Optional.of(refused.fault()));
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
