package org.lienthong.exchange.notice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.lienthong.exchange.relay.LongWait;
import org.lienthong.exchange.relay.WakeUps;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Serves notices, in an order that no cursor can pass by: by the transaction that wrote them, and only those of transactions
 * older than every one still open. Changes nothing.
 */
public final class Notices implements AutoCloseable {

    public static final int MAX = 100;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(50);
    /** Content of one page; what is over it comes with the next. */
    private static final long MAX_BYTES = 2_000_000;

    private static final String SETTLED = "n.xid < pg_snapshot_xmin(pg_current_snapshot())";

    private final JdbcClient database;
    private final LongWait waits;

    /** @param threads that look again for those who were woken */
    public Notices(DataSource source, WakeUps wakeUps, int threads) {
        this.database = JdbcClient.create(source);
        this.waits = new LongWait(wakeUps, threads);
    }

    /**
     * Answers when there is something or the wait is over. Cancelling the future ends the wait.
     *
     * <p>Refuses with RequestInvalid (Max, WaitSeconds), UnknownNotice (After).
     *
     * @param wait zero for not at all; at most 50 s
     */
    public CompletableFuture<NoticePage> receive(NoticeRequest request, Duration wait) {
        requireWithin("Max", request.max(), 1, MAX);
        requireWithin("WaitSeconds", wait.toSeconds(), 0, LONGEST_WAIT.toSeconds());
        Optional<Place> after = request.after().map(cursor -> place(request.organ(), cursor));
        if (wait.isZero()) {
            return CompletableFuture.completedFuture(page(request, after));
        }
        return waits.await(Set.of(request.organ()), wait, new LongWait.Look<>() {
            @Override
            public LongWait.Seen<NoticePage> look(boolean first) {
                NoticePage page = page(request, after);
                if (!page.notices().isEmpty()) {
                    return new LongWait.Seen<>(page, LongWait.Next.ANSWER);
                }
                return new LongWait.Seen<>(
                        page, isUnsettled(request.organ()) ? LongWait.Next.LOOK_SOON : LongWait.Next.WAIT);
            }

            @Override
            public NoticePage nothing() {
                return new NoticePage(List.of(), request.after(), false);
            }
        });
    }

    private record Place(String xid, long notice) {}

    private Place place(OrganId organ, NoticeId cursor) {
        return database.sql("select xid::text, notice_id from notice where notice_uuid = :id and organ_id = :organ")
                .param("id", cursor.value())
                .param("organ", organ.value())
                .query((row, n) -> new Place(row.getString("xid"), row.getLong("notice_id")))
                .optional()
                .orElseThrow(() -> unknown(cursor).at("After").refused());
    }

    private NoticePage page(NoticeRequest request, Optional<Place> after) {
        String where = " where n.organ_id = :organ and " + SETTLED + " and "
                + (after.isPresent()
                        ? "(n.xid, n.notice_id) > (cast(:xid as xid8), :notice)"
                        : "n.confirmed_at is null");
        var query = database.sql(NoticeRow.SELECT + where + " order by n.xid, n.notice_id limit :most")
                .param("organ", request.organ().value())
                .param("most", request.max() + 1);
        if (after.isPresent()) {
            query = query.param("xid", after.get().xid())
                    .param("notice", after.get().notice());
        }
        List<Notice> found = query.query(NoticeRow::read).list();
        List<Notice> told = new ArrayList<>();
        long bytes = 0;
        for (Notice notice : found) {
            bytes += notice.status().map(StatusTold::weight).orElse(0L);
            if (told.size() == request.max() || (bytes > MAX_BYTES && !told.isEmpty())) {
                break;
            }
            told.add(notice);
        }
        Optional<NoticeId> next = told.isEmpty()
                ? request.after()
                : Optional.of(told.get(told.size() - 1).id());
        return new NoticePage(told, next, told.size() < found.size());
    }

    private boolean isUnsettled(OrganId organ) {
        return database.sql("select exists (select from notice n where n.organ_id = :organ and not (" + SETTLED + "))")
                .param("organ", organ.value())
                .query(Boolean.class)
                .single();
    }

    static Refusal unknown(NoticeId notice) {
        return Refusal.of(RefusalCode.UNKNOWN_NOTICE).with("noticeId", notice);
    }

    private static void requireWithin(String element, long asked, long least, long most) {
        if (asked < least || asked > most) {
            throw outside(element, asked, least, most);
        }
    }

    private static RefusedException outside(String element, long asked, long least, long most) {
        return Refusal.of(RefusalCode.REQUEST_INVALID)
                .with("what", element + " " + asked + " ∉ [" + least + ", " + most + "]")
                .at(element)
                .refused();
    }

    /** Those who still wait are answered with nothing. */
    @Override
    public void close() {
        waits.close();
    }
}
