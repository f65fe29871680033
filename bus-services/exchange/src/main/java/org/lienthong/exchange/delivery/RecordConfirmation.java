package org.lienthong.exchange.delivery;

import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.notice.NoticeKind;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.evidence.ObjectDigest;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one outcome of a delivery: row, confirmation, evidence, notice and request in one transaction. */
final class RecordConfirmation {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final DeliveryRows rows;
    private final Contents contents;
    private final NoticeBook notices;
    private final EventBook events;
    private final ReplayGuard replays;
    private final InstantSource clock;
    private final DeliverySettings settings;
    private final Passage passage;
    private final JdbcClient database;

    RecordConfirmation(Deliveries.Surroundings around, DeliveryRows rows, DeliverySettings settings, Passage passage) {
        this.database = JdbcClient.create(around.database());
        this.rows = rows;
        this.contents = new Contents(around.database());
        this.notices = around.notices();
        this.events = around.events();
        this.replays = around.replays();
        this.clock = around.clock();
        this.settings = settings;
        this.passage = passage;
    }

    private record Recorded(Confirmed acknowledgement, Digest fields) {}

    Confirmed confirm(ConfirmRequest request) {
        requireVerdict(request.verdict());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Confirmed confirmed = rows.inTransaction(() -> {
            DeliveryRow row = rows.lock(request.deliveryId(), request.organs());
            Optional<Recorded> before = recorded(row);
            if (before.isPresent()) {
                return again(before.get(), request);
            }
            requireConfirmable(row, request, now);
            replays.requireFirst(request.call());
            return record(row, request, now);
        });
        passage.reached(Passage.Step.CONFIRMATION_COMMITTED);
        return confirmed;
    }

    private static void requireVerdict(ConfirmRequest.Verdict verdict) {
        if (verdict.reason().isPresent() != (verdict.outcome() == Outcome.REFUSED)) {
            throw invalid("Reason", "Outcome REFUSED ⇔ Reason");
        }
        if (verdict.takenAt().isBefore(EARLIEST) || verdict.takenAt().isAfter(LATEST)) {
            throw invalid("TakenAt", "TakenAt " + verdict.takenAt());
        }
    }

    private static RuntimeException invalid(String element, String what) {
        return Refusal.of(RefusalCode.REQUEST_INVALID)
                .with("what", what)
                .at(element)
                .refused();
    }

    private Optional<Recorded> recorded(DeliveryRow row) {
        return database.sql("""
                        select outcome, recorded_at, event_sha256, log_by, fields_sha256 from confirmation
                        where delivery_id = :id""")
                .param("id", row.id().value())
                .query((found, n) -> new Recorded(
                        new Confirmed(
                                row.id(),
                                Outcome.valueOf(found.getString("outcome")),
                                Columns.time(found, "recorded_at"),
                                Columns.digest(found, "event_sha256"),
                                Columns.time(found, "log_by")),
                        Columns.digest(found, "fields_sha256")))
                .optional();
    }

    private static Confirmed again(Recorded before, ConfirmRequest request) {
        Confirmed acknowledgement = before.acknowledgement();
        Outcome wanted = request.verdict().outcome();
        if (before.fields().equals(ConfirmedFields.of(request))) {
            return acknowledgement;
        }
        boolean contrary = wanted != acknowledgement.outcome();
        throw Refusal.of(contrary ? RefusalCode.CONFIRM_CONFLICT : RefusalCode.ALREADY_CONFIRMED)
                .with("deliveryId", acknowledgement.deliveryId())
                .with("state", acknowledgement.outcome())
                .with("at", acknowledgement.recordedAt())
                .with("wanted", wanted)
                .at(contrary ? "Outcome" : "DeliveryId")
                .refused();
    }

    /**
     * A late TAKEN is the truth whoever holds the lease now. A late REFUSED is not: another poller may be about to take
     * what this one could not read, so only the holder of a live lease refuses.
     */
    private void requireConfirmable(DeliveryRow row, ConfirmRequest request, Instant now) {
        if (row.state() == DeliveryState.EXPIRED || row.state() == DeliveryState.RECALLED) {
            throw ServeContent.ended(row);
        }
        if (row.firstServedAt().isEmpty()) {
            throw ServeContent.notServed(row.id());
        }
        ConfirmedContent.require(contents.of(row), request);
        boolean holder = row.isHeldAt(now)
                && row.lease()
                        .map(lease -> lease.system().equals(request.call().system()))
                        .orElse(false);
        if (request.verdict().outcome() == Outcome.REFUSED && !holder) {
            throw ServeContent.leaseLost(row.id());
        }
    }

    private Confirmed record(DeliveryRow row, ConfirmRequest request, Instant now) {
        boolean taken = request.verdict().outcome() == Outcome.TAKEN;
        DeliveryState end = taken ? DeliveryState.TAKEN : DeliveryState.REFUSED;
        Instant logBy = now.plus(settings.logWithin());
        Digest fields = ConfirmedFields.of(request);
        Digest event = events.append(EventDraft.of(
                taken ? EventKind.TAKEN : EventKind.REFUSED,
                now,
                row.id(),
                row.lastEvent(),
                facts(row, request, fields, logBy)));
        rows.end(List.of(row), end, now, List.of(event));
        Confirmed confirmed = new Confirmed(row.id(), request.verdict().outcome(), now, event, logBy);
        insert(confirmed, request, fields);
        notices.tellSender(row.id(), taken ? NoticeKind.TAKEN : NoticeKind.REFUSED, now, event);
        return confirmed;
    }

    private static EventFacts facts(DeliveryRow row, ConfirmRequest request, Digest fields, Instant logBy) {
        ConfirmRequest.Proof proof = request.proof();
        return EventFacts.none()
                .with(EventField.TO, row.organ())
                .with(EventField.MESSAGE_ID, request.received().messageId())
                .with(EventField.DOCUMENT_ID, request.received().documentId())
                .with(EventField.SYSTEM, request.call().system())
                .with(EventField.REQUEST_ID, request.call().requestId())
                .with(EventField.RAW, new ObjectDigest(proof.object(), proof.length(), proof.contentType()))
                .with(EventField.LOG_BY, logBy)
                .with(EventField.ATTEMPT, row.attempt())
                .with(EventField.REASON, request.verdict().reason().map(IntegrityReason::wire))
                .with(EventField.TAKEN_AT, request.verdict().takenAt())
                .with(EventField.CONFIRMED, fields);
    }

    private void insert(Confirmed confirmed, ConfirmRequest request, Digest fields) {
        database.sql("""
                        insert into confirmation (delivery_id, outcome, reason, taken_at, recorded_at, system_id, request_id,
                          fields_sha256, raw_sha256, raw_content_type, event_sha256, log_by)
                        values (:id, :outcome, :reason, :takenAt, :recordedAt, :system, :request, :fields, :raw, :type,
                          :event, :logBy)""")
                .param("id", confirmed.deliveryId().value())
                .param("outcome", confirmed.outcome().name())
                .param(
                        "reason",
                        request.verdict().reason().map(IntegrityReason::wire).orElse(null),
                        Types.VARCHAR)
                .param("takenAt", Columns.at(request.verdict().takenAt()))
                .param("recordedAt", Columns.at(confirmed.recordedAt()))
                .param("system", request.call().system().value())
                .param("request", request.call().requestId().value())
                .param("fields", fields.bytes())
                .param("raw", request.proof().object().bytes())
                .param("type", request.proof().contentType())
                .param("event", confirmed.eventSha256().bytes())
                .param("logBy", Columns.at(confirmed.logBy()))
                .update();
    }
}
