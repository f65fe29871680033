package org.lienthong.exchange.evidence;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.message.evidence.EventLine;
import org.lienthong.message.identity.Digest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes lines of evidence. MUST be called inside the transaction of the fact, else it throws. */
public final class EventBook {

    private static final String INSERT = """
            insert into event (sha256, prev_sha256, seq, kind, delivery_id, happened_at, line)
            values (?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcTemplate database;
    private final SecureRandom random;

    public EventBook(DataSource source, SecureRandom random) {
        this.database = new JdbcTemplate(source);
        this.random = random;
    }

    /** @return the line's digest: the delivery row's next last_event */
    public Digest append(EventDraft draft) {
        return appendAll(List.of(draft)).get(0);
    }

    /**
     * Writes many facts in one round trip.
     *
     * @param drafts none the predecessor of another
     * @return the lines' digests, in the order of the drafts
     */
    public List<Digest> appendAll(List<EventDraft> drafts) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("evidence outside the transaction of its fact");
        }
        Map<Digest, Integer> before = seqOf(drafts.stream()
                .map(EventDraft::prev)
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        List<Digest> written = new ArrayList<>(drafts.size());
        List<Object[]> rows = new ArrayList<>(drafts.size());
        for (EventDraft draft : drafts) {
            int seq = draft.prev().map(prev -> next(before, prev)).orElse(0);
            EventLine line = EventLine.write(
                    new EventLine.Head(draft.kind(), draft.at(), salt(), seq, draft.prev(), draft.delivery()),
                    draft.facts());
            written.add(line.sha256());
            rows.add(row(draft, seq, line));
        }
        database.batchUpdate(INSERT, rows);
        return written;
    }

    private String salt() {
        byte[] salt = new byte[EventLine.SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    private static Object[] row(EventDraft draft, int seq, EventLine line) {
        return new Object[] {
            line.sha256().bytes(),
            new SqlParameterValue(Types.BINARY, draft.prev().map(Digest::bytes).orElse(null)),
            seq,
            draft.kind().wire(),
            new SqlParameterValue(
                    Types.OTHER, draft.delivery().map(id -> id.value()).orElse(null)),
            Timestamp.from(draft.at()),
            line.text()
        };
    }

    private static int next(Map<Digest, Integer> before, Digest prev) {
        Integer seq = before.get(prev);
        if (seq == null) {
            throw new IllegalStateException("no line of evidence " + prev + " to continue from");
        }
        return seq + 1;
    }

    private Map<Digest, Integer> seqOf(List<Digest> lines) {
        if (lines.isEmpty()) {
            return Map.of();
        }
        Map<Digest, Integer> found = new HashMap<>();
        database.query(
                "select sha256, seq from event where sha256 = any(?)",
                row -> {
                    found.put(Digest.of(row.getBytes("sha256")), row.getInt("seq"));
                },
                (Object) lines.stream().map(Digest::bytes).toArray(byte[][]::new));
        return found;
    }
}
