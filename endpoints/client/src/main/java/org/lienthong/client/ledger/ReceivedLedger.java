package org.lienthong.client.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.sending.SignedAnswer;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.RequestId;

/**
 * What came from a bus, each delivery in a folder named by its DeliveryId:
 *
 * <pre>
 * request.json                            the last ReceiveDocuments: its leases are told again after a crash
 * open/1b9d…/delivery.json                on disk before the document is placed in the inbox
 * done/1b/1b9d…/acknowledgement.xml       the bus's signed answer to the confirmation, byte for byte
 * ended/1b/1b9d…/refusal.json             the bus will take no confirmation of it any more
 * </pre>
 *
 * One ledger for each bus and system.
 */
public final class ReceivedLedger {

    static final String DELIVERY = "delivery.json";
    static final String ACKNOWLEDGEMENT = "acknowledgement.xml";
    private static final String REQUEST = "request.json";
    private static final String REFUSAL = "refusal.json";

    private final Path folder;
    private final Path open;
    private final Path done;
    private final Path ended;
    private final InstantSource clock;

    private ReceivedLedger(Path folder, InstantSource clock) throws IOException {
        this.folder = DurableFiles.folder(folder);
        this.open = DurableFiles.folder(folder.resolve("open"));
        this.done = DurableFiles.folder(folder.resolve("done"));
        this.ended = DurableFiles.folder(folder.resolve("ended"));
        this.clock = clock;
    }

    /** @param folder made if it is not there */
    public static ReceivedLedger open(Path folder, InstantSource clock) throws IOException {
        return new ReceivedLedger(folder, clock);
    }

    /**
     * A delivery that was received whole.
     *
     * @param placing absent for one that was confirmed by hand and is in no inbox
     * @param acknowledgement of the bus; absent until it has come
     */
    public record Entry(
            Confirmation confirmation, Optional<Placing> placing, Optional<SignedAnswer> acknowledgement, Path folder) {

        public DeliveryId id() {
            return confirmation.deliveryId();
        }
    }

    /**
     * The one move by which a document appears in an inbox: as long as {@code from} is there it has not happened.
     *
     * @param from a whole copy, on disk
     */
    public record Placing(Path from, Path to) {}

    /** @throws LedgerInUseException if another process receives with this ledger */
    LedgerLock lock() throws IOException {
        Path lock = folder.resolve("lock");
        return LedgerLock.tryTake(lock).orElseThrow(() -> new LedgerInUseException(lock));
    }

    /** @return what is known of this delivery */
    public Optional<Entry> find(DeliveryId id) throws IOException {
        for (Path place : List.of(under(done, id), under(ended, id), open.resolve(id.toString()))) {
            if (Files.exists(place.resolve(DELIVERY))) {
                return Optional.of(read(place));
            }
        }
        return Optional.empty();
    }

    /** @return every delivery whose confirmation the bus has not answered */
    public List<Entry> unfinished() throws IOException {
        List<Entry> all = new ArrayList<>();
        for (Path place : DurableFiles.children(open)) {
            if (Files.exists(place.resolve(DELIVERY))) {
                all.add(read(place));
            }
        }
        return all;
    }

    /** Says that the document is whole and may be placed; on disk when this returns. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    Entry received(Confirmation confirmation, Optional<Placing> placing) throws IOException {
        JsonObject delivery = new JsonObject().put("confirmation", ConfirmationText.write(confirmation));
        placing.ifPresent(move -> delivery.put("from", move.from()).put("to", move.to()));
        delivery.put("receivedAt", clock.instant());
        Path place = DurableFiles.folder(open.resolve(confirmation.deliveryId().toString()));
        DurableFiles.write(place.resolve(DELIVERY), delivery.pretty());
        return read(place);
    }

    /** The bus has recorded the confirmation; on disk when this returns. */
    Entry confirmed(Entry entry, SignedAnswer acknowledgement) throws IOException {
        DurableFiles.write(entry.folder().resolve(ACKNOWLEDGEMENT), acknowledgement.envelope());
        return close(entry, done);
    }

    /** The bus will never record this confirmation: the delivery has ended otherwise. */
    Entry ended(Entry entry, BusRefused.Fault fault) throws IOException {
        JsonObject refusal = new JsonObject()
                .put("code", fault.code())
                .put("messageVi", fault.messageVi())
                .put("messageEn", fault.messageEn())
                .put("faultId", fault.faultId())
                .put("at", clock.instant());
        DurableFiles.write(entry.folder().resolve(REFUSAL), refusal.pretty());
        return close(entry, ended);
    }

    /** Keeps what somebody confirmed by hand; on disk when this returns. */
    public Entry confirmedByHand(Confirmation confirmation, SignedAnswer acknowledgement) throws IOException {
        Optional<Entry> known = find(confirmation.deliveryId());
        return confirmed(known.isPresent() ? known.get() : received(confirmation, Optional.empty()), acknowledgement);
    }

    private Entry close(Entry entry, Path where) throws IOException {
        Path to = under(where, entry.id());
        if (entry.folder().startsWith(open)) {
            DurableFiles.folder(DurableFiles.parent(to));
            DurableFiles.move(entry.folder(), to);
            return read(to);
        }
        return read(entry.folder());
    }

    /** @return the request whose leases may still live */
    Optional<RequestId> lastRequest() throws IOException {
        try {
            return Optional.of(new RequestId(
                    JsonObject.read(Files.readAllBytes(folder.resolve(REQUEST))).text("requestId")));
        } catch (NoSuchFileException neverAsked) {
            return Optional.empty();
        }
    }

    /** On disk when this returns. */
    void requesting(RequestId id) throws IOException {
        JsonObject request = new JsonObject().put("requestId", id).put("at", clock.instant());
        DurableFiles.write(folder.resolve(REQUEST), request.pretty());
    }

    private static Entry read(Path place) throws IOException {
        JsonObject kept = JsonObject.read(Files.readAllBytes(place.resolve(DELIVERY)));
        Path acknowledgement = place.resolve(ACKNOWLEDGEMENT);
        return new Entry(
                ConfirmationText.read(kept.object("confirmation")),
                kept.textIfAny("from").map(from -> new Placing(Path.of(from), Path.of(kept.text("to")))),
                Files.exists(acknowledgement)
                        ? Optional.of(new SignedAnswer(Files.readAllBytes(acknowledgement)))
                        : Optional.empty(),
                place);
    }

    private static Path under(Path where, DeliveryId id) {
        return where.resolve(id.toString().substring(0, 2)).resolve(id.toString());
    }
}
