package org.lienthong.exchange.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.exchange.notice.NoticeConfirmation.Entry;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Records that an organ has its notices: all of a request or none. A status message confirmed is a fact of its delivery. */
public final class ConfirmNotices {

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final EventBook events;
    private final ReplayGuard replays;
    private final InstantSource clock;

    public ConfirmNotices(DataSource source, EventBook events, ReplayGuard replays, InstantSource clock) {
        this.database = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.events = events;
        this.replays = replays;
        this.clock = clock;
    }

    private record Found(Notice notice, Optional<Instant> confirmedAt) {

        static Found read(ResultSet row, int n) throws SQLException {
            return new Found(
                    NoticeRow.read(row, n),
                    Optional.ofNullable(row.getObject("confirmed_at", OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant));
        }
    }

    /**
     * Safe to repeat: what is confirmed stays so, since the first time.
     *
     * <p>Refuses with RequestInvalid (none, too many, one twice), UnknownNotice, ConfirmMismatch, Replayed.
     *
     * @return in the order asked
     */
    public List<ConfirmedNotice> confirm(NoticeConfirmation request) {
        requireList(request.notices());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Objects.requireNonNull(transaction.execute(begun -> {
            Map<NoticeId, Found> found = lock(request);
            List<Found> asked = new ArrayList<>();
            for (Entry entry : request.notices()) {
                asked.add(right(entry, found, "Notice[" + (asked.size() + 1) + "]/"));
            }
            List<Found> fresh =
                    asked.stream().filter(one -> one.confirmedAt().isEmpty()).toList();
            if (!fresh.isEmpty()) {
                replays.requireFirst(request.call());
                record(request, fresh, now);
            }
            return asked.stream()
                    .map(one -> new ConfirmedNotice(
                            one.notice().id(), one.confirmedAt().orElse(now)))
                    .toList();
        }));
    }

    private static void requireList(List<Entry> notices) {
        Set<NoticeId> distinct = new HashSet<>();
        notices.forEach(entry -> distinct.add(entry.id()));
        if (notices.isEmpty() || notices.size() > Notices.MAX || distinct.size() != notices.size()) {
            throw Refusal.of(RefusalCode.REQUEST_INVALID)
                    .with("what", "Notice × " + notices.size() + " ∉ [1, " + Notices.MAX + "], NoticeId ≠ NoticeId")
                    .at("Notice")
                    .refused();
        }
    }

    private Map<NoticeId, Found> lock(NoticeConfirmation request) {
        String where = " where n.organ_id = :organ and n.notice_uuid = any(:ids::uuid[])"
                + " order by n.notice_id for update of n";
        Map<NoticeId, Found> found = new HashMap<>();
        database.sql(NoticeRow.SELECT.replace("select n.notice_uuid", "select n.confirmed_at, n.notice_uuid") + where)
                .param("organ", request.organ().value())
                .param(
                        "ids",
                        request.notices().stream()
                                .map(entry -> entry.id().toString())
                                .toArray(String[]::new))
                .query(Found::read)
                .list()
                .forEach(one -> found.put(one.notice().id(), one));
        return found;
    }

    private static Found right(Entry entry, Map<NoticeId, Found> found, String place) {
        Found one = found.get(entry.id());
        if (one == null) {
            throw Notices.unknown(entry.id()).at(place + "NoticeId").refused();
        }
        Digest right = one.notice().sha256();
        if (!right.equals(entry.sha256())) {
            throw Refusal.of(RefusalCode.CONFIRM_MISMATCH)
                    .with("what", place + "Sha256")
                    .with("found", entry.sha256())
                    .with("expected", right)
                    .at(place + "Sha256")
                    .refused();
        }
        return one;
    }

    private void record(NoticeConfirmation request, List<Found> fresh, Instant now) {
        int changed = database.sql("""
                        update notice set confirmed_at = :now, confirmed_by = :system
                        where notice_uuid = any(:ids::uuid[]) and confirmed_at is null""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("system", request.call().system().value())
                .param(
                        "ids",
                        fresh.stream().map(one -> one.notice().id().toString()).toArray(String[]::new))
                .update();
        if (changed != fresh.size()) {
            throw new IllegalStateException("a locked notice was no longer as it was read");
        }
        Map<UUID, Digest> chains = lockChains(fresh);
        fresh.stream()
                .map(Found::notice)
                .filter(notice -> notice.status().isPresent())
                .forEach(notice -> chains.compute(
                        notice.delivery().orElseThrow().id().value(),
                        (delivery, last) -> events.append(fact(request, notice, now, Objects.requireNonNull(last)))));
        chains.forEach(
                (delivery, last) -> database.sql("update delivery set last_event = :last where delivery_id = :id")
                        .param("last", last.bytes())
                        .param("id", delivery)
                        .update());
    }

    /** Locks in the order of the ids, as every other taker of several does. */
    private Map<UUID, Digest> lockChains(List<Found> fresh) {
        Map<UUID, Digest> chains = new TreeMap<>();
        database.sql("select delivery_id, last_event from delivery where delivery_id = any(:ids::uuid[])"
                        + " order by delivery_id for update")
                .param(
                        "ids",
                        fresh.stream()
                                .map(Found::notice)
                                .filter(notice -> notice.status().isPresent())
                                .map(notice ->
                                        notice.delivery().orElseThrow().id().toString())
                                .distinct()
                                .toArray(String[]::new))
                .query(row -> {
                    chains.put(row.getObject("delivery_id", UUID.class), Digest.of(row.getBytes("last_event")));
                });
        return chains;
    }

    private static EventDraft fact(NoticeConfirmation request, Notice notice, Instant now, Digest last) {
        StatusTold told = notice.status().orElseThrow();
        DeliveryId delivery = notice.delivery().orElseThrow().id();
        return EventDraft.of(
                EventKind.STATUS_CONFIRMED,
                now,
                delivery,
                last,
                EventFacts.none()
                        .with(EventField.ORGAN, request.organ())
                        .with(EventField.MESSAGE_ID, told.messageId())
                        .with(EventField.STATUS_CODE, told.code().wire())
                        .with(EventField.STATUS_SEQ, told.seq())
                        .with(EventField.SYSTEM, request.call().system())
                        .with(EventField.REQUEST_ID, request.call().requestId())
                        .with(EventField.RAW, request.proof())
                        .with(EventField.CONFIRMED, notice.sha256()));
    }
}
