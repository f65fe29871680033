package org.lienthong.exchange.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.tracking.FlowOfDocuments.Copy;
import org.lienthong.exchange.tracking.FlowOfDocuments.Document;
import org.lienthong.exchange.tracking.FlowOfDocuments.Processing;
import org.lienthong.exchange.tracking.FlowOfDocuments.Totals;
import org.lienthong.exchange.tracking.FlowOfDocuments.Waiting;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what is on its way. Counts everything on every call: for buses that are tried out, not for years of documents. */
public final class WatchFlow {

    /** Copies of one document that are shown. */
    private static final int COPIES = 20;

    private static final String TOTALS = """
            select (select count(*) from document) documents,
              count(*) filter (where state = 'WAITING') waiting,
              count(*) filter (where state in ('LEASED', 'SERVED')) under_way,
              count(*) filter (where state = 'TAKEN') taken,
              count(*) filter (where state in ('REFUSED', 'EXPIRED')) failed,
              count(*) filter (where state = 'RECALLED') recalled
            from delivery""";
    private static final String NEWEST = """
            with newest as (select * from document order by document_key desc limit :most)
            select n.document_key, n.from_organ, n.sender_name, n.code, n.subject, n.accepted_at,
              d.organ_id, o.name, d.state, d.state_since, p.delivery_id processed, p.code processing, p.since,
              p.change_asked is not null asked_back
            from newest n join delivery d using (document_key) join organ o using (organ_id)
            left join processing p using (delivery_id)
            where d.ordinal < :copies order by n.document_key desc, d.ordinal""";
    private static final String WAITING = """
            select d.organ_id, o.name, count(*) copies, min(d.accepted_at) oldest, p.last_polled_at
            from delivery d join organ o using (organ_id) left join poll p using (organ_id)
            where d.state = 'WAITING' group by d.organ_id, o.name, p.last_polled_at
            order by oldest limit :most""";

    private final JdbcClient database;

    public WatchFlow(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** @param most documents, and places where copies wait */
    public FlowOfDocuments look(int most) {
        return new FlowOfDocuments(totals(), newest(most), waiting(most));
    }

    private Totals totals() {
        return database.sql(TOTALS)
                .query((row, n) -> new Totals(
                        row.getLong("documents"),
                        row.getLong("waiting"),
                        row.getLong("under_way"),
                        row.getLong("taken"),
                        row.getLong("failed"),
                        row.getLong("recalled")))
                .single();
    }

    private List<Document> newest(int most) {
        Map<Long, Document> heads = new LinkedHashMap<>();
        Map<Long, List<Copy>> copies = new LinkedHashMap<>();
        database.sql(NEWEST).param("most", most).param("copies", COPIES).query(row -> {
            long key = row.getLong("document_key");
            if (!heads.containsKey(key)) {
                heads.put(key, head(row));
            }
            copies.computeIfAbsent(key, first -> new ArrayList<>()).add(copy(row));
        });
        return heads.entrySet().stream()
                .map(head -> with(head.getValue(), copies.getOrDefault(head.getKey(), List.of())))
                .toList();
    }

    private static Document head(ResultSet row) throws SQLException {
        return new Document(
                new OrganId(row.getString("from_organ")),
                row.getString("sender_name"),
                row.getString("code"),
                row.getString("subject"),
                time(row, "accepted_at").orElseThrow(),
                List.of());
    }

    private static Document with(Document head, List<Copy> copies) {
        return new Document(head.from(), head.sender(), head.code(), head.subject(), head.acceptedAt(), copies);
    }

    private static Copy copy(ResultSet row) throws SQLException {
        return new Copy(
                new OrganId(row.getString("organ_id")),
                row.getString("name"),
                DeliveryState.valueOf(row.getString("state")),
                time(row, "state_since").orElseThrow(),
                row.getObject("processed") == null ? Optional.empty() : Optional.of(processing(row)));
    }

    private static Processing processing(ResultSet row) throws SQLException {
        return new Processing(
                Optional.ofNullable(row.getString("processing")), time(row, "since"), row.getBoolean("asked_back"));
    }

    private List<Waiting> waiting(int most) {
        return database.sql(WAITING)
                .param("most", most)
                .query((row, n) -> new Waiting(
                        new OrganId(row.getString("organ_id")),
                        row.getString("name"),
                        row.getLong("copies"),
                        time(row, "oldest").orElseThrow(),
                        time(row, "last_polled_at")))
                .list();
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
