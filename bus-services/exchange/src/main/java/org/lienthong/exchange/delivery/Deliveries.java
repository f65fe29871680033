package org.lienthong.exchange.delivery;

import java.util.Set;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;

/** What a recipient does with its deliveries. Safe for several threads and for several gateways on one database. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Deliveries {

    public Deliveries() {}

    /**
     * Leases what waits, at most {@code max}, highest priority first. A RequestId seen before gets its leases still
     * live and nothing new. Does not wait: {@link LongPoll} does.
     *
     * <p>Refuses with RequestInvalid (Max, LeaseSeconds), Replayed (the RequestId was another operation's), Busy (the
     * queues cannot be reached).
     */
    public Poll receive(PollRequest request) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #receive}, for a request that this process has received already and that still waits for its answer. */
    Poll receiveAgain(PollRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * The event is on disk before this returns, so before the first byte leaves. Again under the same lease, and
     * after TAKEN within retention, the same without a new event.
     *
     * <p>Refuses with UnknownDelivery, LeaseLost, DeliveryEnded.
     */
    public ServedDocument serve(ServeRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * The attachment of a delivery that was served to one of these organs before, for a content link; changes
     * nothing.
     *
     * <p>Refuses with UnknownDelivery, NotServed, DeliveryEnded; ContentMissing if the document has no such attachment.
     */
    public ServedDocument.Attachment attachment(Set<OrganId> organs, DeliveryId delivery, ContentId content) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #attachment}, for the sender's signed root part. */
    public ServedDocument.Original original(Set<OrganId> organs, DeliveryId delivery) {
        throw new UnsupportedOperationException();
    }

    /**
     * Exactly one outcome per delivery, for ever; the same confirmation again gets the same acknowledgement. A TAKEN
     * counts even after the lease ended.
     *
     * <p>Refuses with UnknownDelivery, NotServed, ConfirmMismatch, AlreadyConfirmed, ConfirmConflict, DeliveryEnded,
     * LeaseLost (a REFUSED without a live lease), RequestInvalid, Replayed.
     */
    public Confirmed confirm(ConfirmRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Gives a lease back. Refuses with UnknownDelivery, LeaseLost, RequestInvalid, Replayed. */
    public Released release(ReleaseRequest request) {
        throw new UnsupportedOperationException();
    }
}
