package org.lienthong.exchange.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;

/** Gives a lease back before its end. */
final class ReleaseLease {

    private final DeliveryRows rows;
    private final EventBook events;
    private final ReplayGuard replays;
    private final InstantSource clock;

    ReleaseLease(DeliveryRows rows, EventBook events, ReplayGuard replays, InstantSource clock) {
        this.rows = rows;
        this.events = events;
        this.replays = replays;
        this.clock = clock;
    }

    Released release(ReleaseRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant from = now.plus(request.retryAfter());
        return rows.inTransaction(() -> {
            DeliveryRow row = rows.lock(request.deliveryId(), request.organs());
            boolean holds = row.isHeldAt(now)
                    && row.lease()
                            .map(lease -> lease.id().equals(request.leaseId()))
                            .orElse(false);
            if (!holds) {
                throw ServeContent.leaseLost(row.id());
            }
            replays.requireFirst(request.call());
            Digest event = events.append(fact(request, row, now, from));
            rows.backToWaiting(List.of(row), now, from, List.of(event));
            return new Released(row.id(), from);
        });
    }

    /** The reason is free text of an agency: a line of evidence names it by its digest only. */
    private static EventDraft fact(ReleaseRequest request, DeliveryRow row, Instant now, Instant from) {
        return EventDraft.of(
                EventKind.RELEASED,
                now,
                row.id(),
                row.lastEvent(),
                EventFacts.none()
                        .with(EventField.TO, row.organ())
                        .with(EventField.SYSTEM, request.call().system())
                        .with(EventField.REQUEST_ID, request.call().requestId())
                        .with(EventField.REQUEST, request.call().raw())
                        .with(EventField.ATTEMPT, row.attempt())
                        .with(EventField.LEASE_ID, request.leaseId())
                        .with(EventField.REASON, Digest.sha256(request.reason().getBytes(StandardCharsets.UTF_8)))
                        .with(EventField.RETRY_AT, from));
    }
}
