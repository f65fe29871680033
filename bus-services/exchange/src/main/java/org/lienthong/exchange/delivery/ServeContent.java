package org.lienthong.exchange.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

/**
 * Hands over content, with the fact on disk first. Requested and Served are written once per attempt: they answer whether
 * this attempt reached the recipient, which a second GetDocument does not change, and a client that polls GetDocument must
 * not be able to grow the log.
 */
final class ServeContent {

    private final DeliveryRows rows;
    private final Contents contents;
    private final EventBook events;
    private final InstantSource clock;
    private final DeliverySettings settings;
    private final Passage passage;

    ServeContent(
            DeliveryRows rows,
            Contents contents,
            EventBook events,
            InstantSource clock,
            DeliverySettings settings,
            Passage passage) {
        this.rows = rows;
        this.contents = contents;
        this.events = events;
        this.clock = clock;
        this.settings = settings;
        this.passage = passage;
    }

    ServedDocument serve(ServeRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ServedDocument served = rows.inTransaction(() -> {
            DeliveryRow row = rows.lock(request.deliveryId(), request.organs());
            requireServable(row, now);
            if (row.state() == DeliveryState.LEASED) {
                rows.serve(row, now, record(request, row, now));
            }
            return contents.of(row);
        });
        passage.reached(Passage.Step.SERVED_COMMITTED);
        return served;
    }

    private Digest record(ServeRequest request, DeliveryRow row, Instant now) {
        EventFacts facts = EventFacts.none()
                .with(EventField.TO, row.organ())
                .with(EventField.SYSTEM, request.call().system())
                .with(EventField.REQUEST_ID, request.call().requestId())
                .with(EventField.REQUEST, request.call().raw())
                .with(EventField.ATTEMPT, row.attempt());
        Digest requested = events.append(EventDraft.of(EventKind.REQUESTED, now, row.id(), row.lastEvent(), facts));
        return events.append(EventDraft.of(EventKind.SERVED, now, row.id(), requested, facts));
    }

    private void requireServable(DeliveryRow row, Instant now) {
        switch (row.state()) {
            case WAITING -> throw leaseLost(row.id());
            case LEASED, SERVED -> {
                if (!row.isHeldAt(now)) {
                    throw leaseLost(row.id());
                }
            }
            case TAKEN -> {
                if (row.since().plus(settings.servedAgainFor()).isBefore(now)) {
                    throw ended(row);
                }
            }
            case REFUSED, EXPIRED, RECALLED -> throw ended(row);
        }
    }

    /** For content links: of a delivery that was served before, whatever became of its lease. Changes nothing. */
    ServedDocument servedBefore(Set<OrganId> organs, DeliveryId delivery) {
        Instant now = clock.instant();
        DeliveryRow row = rows.read(delivery, organs);
        if (row.firstServedAt().isEmpty()) {
            throw notServed(delivery);
        }
        if (!Set.of(DeliveryState.WAITING, DeliveryState.LEASED, DeliveryState.SERVED)
                .contains(row.state())) {
            requireServable(row, now);
        }
        return contents.of(row);
    }

    ServedDocument.Attachment attachment(Set<OrganId> organs, DeliveryId delivery, ContentId content) {
        List<ServedDocument.Attachment> all = servedBefore(organs, delivery).attachments();
        return all.stream()
                .filter(attachment -> attachment.contentId().equals(content))
                .findFirst()
                .orElseThrow(() -> Refusal.of(RefusalCode.CONTENT_MISSING)
                        .with("what", content)
                        .at("ContentId")
                        .refused());
    }

    static RefusedException leaseLost(DeliveryId delivery) {
        return Refusal.of(RefusalCode.LEASE_LOST)
                .with("deliveryId", delivery)
                .at("DeliveryId")
                .refused();
    }

    static RefusedException notServed(DeliveryId delivery) {
        return Refusal.of(RefusalCode.NOT_SERVED)
                .with("deliveryId", delivery)
                .at("DeliveryId")
                .refused();
    }

    static RefusedException ended(DeliveryRow row) {
        return Refusal.of(RefusalCode.DELIVERY_ENDED)
                .with("deliveryId", row.id())
                .with("state", row.state())
                .at("DeliveryId")
                .refused();
    }
}
