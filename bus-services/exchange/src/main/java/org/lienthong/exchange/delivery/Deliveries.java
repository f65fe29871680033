package org.lienthong.exchange.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Set;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;

/** What a recipient does with its deliveries. Safe for several threads and for several gateways on one database. */
public final class Deliveries {

    private final LeaseBounds bounds;
    private final TakeLeases take;
    private final ServeContent serve;
    private final RecordConfirmation confirm;
    private final ReleaseLease release;
    private final Runnable released;

    /** @param relay is nudged when a released delivery may be leased again */
    public Deliveries(
            Surroundings around, MeterRegistry meters, Runnable relay, DeliverySettings settings, Passage passage) {
        DeliveryRows rows = new DeliveryRows(around.database());
        Counter stale = Counter.builder("lienthong.tokens.stale")
                .description("Tokens dropped because their delivery had moved on")
                .register(meters);
        LeaseBook leases = new LeaseBook(around.database(), rows, around.events(), around.replays());
        this.bounds = new LeaseBounds(settings);
        this.take = new TakeLeases(around.broker(), leases, around.clock(), stale, passage);
        this.serve = new ServeContent(
                rows, new Contents(around.database()), around.events(), around.clock(), settings, passage);
        this.confirm = new RecordConfirmation(around, rows, settings, passage);
        this.release = new ReleaseLease(rows, around.events(), around.replays(), around.clock());
        this.released = relay;
    }

    /** @param broker shared with whoever else of this process talks to the broker; closed by its owner */
    public record Surroundings(
            DataSource database,
            BrokerLink broker,
            EventBook events,
            ReplayGuard replays,
            NoticeBook notices,
            InstantSource clock) {}

    /**
     * Leases what waits, at most {@code max}, highest priority first. A RequestId seen before gets its leases still
     * live and nothing new. Does not wait: {@link LongPoll} does.
     *
     * <p>Refuses with RequestInvalid (Max, LeaseSeconds), Replayed (the RequestId was another operation's), Busy (the
     * queues cannot be reached).
     */
    public Poll receive(PollRequest request) {
        bounds.check(request);
        return take.take(request, true);
    }

    /** As {@link #receive}, for a request that this process has received already and that still waits for its answer. */
    Poll receiveAgain(PollRequest request) {
        return take.take(request, false);
    }

    /**
     * The event is on disk before this returns, so before the first byte leaves. Again under the same lease, and
     * after TAKEN within retention, the same without a new event.
     *
     * <p>Refuses with UnknownDelivery, LeaseLost, DeliveryEnded.
     */
    public ServedDocument serve(ServeRequest request) {
        return serve.serve(request);
    }

    /**
     * The attachment of a delivery that was served to one of these organs before, for a content link; changes
     * nothing.
     *
     * <p>Refuses with UnknownDelivery, NotServed, DeliveryEnded; ContentMissing if the document has no such attachment.
     */
    public ServedDocument.Attachment attachment(Set<OrganId> organs, DeliveryId delivery, ContentId content) {
        return serve.attachment(organs, delivery, content);
    }

    /** As {@link #attachment}, for the sender's signed root part. */
    public ServedDocument.Original original(Set<OrganId> organs, DeliveryId delivery) {
        return serve.servedBefore(organs, delivery).original();
    }

    /**
     * Exactly one outcome per delivery, for ever; the same confirmation again gets the same acknowledgement. A TAKEN
     * counts even after the lease ended.
     *
     * <p>Refuses with UnknownDelivery, NotServed, ConfirmMismatch, AlreadyConfirmed, ConfirmConflict, DeliveryEnded,
     * LeaseLost (a REFUSED without a live lease), RequestInvalid, Replayed.
     */
    public Confirmed confirm(ConfirmRequest request) {
        return confirm.confirm(request);
    }

    /** Gives a lease back. Refuses with UnknownDelivery, LeaseLost, RequestInvalid, Replayed. */
    public Released release(ReleaseRequest request) {
        bounds.check(request);
        Released done = release.release(request);
        released.run();
        return done;
    }
}
