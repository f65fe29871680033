package org.lienthong.exchange.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.tracking.DeliveryListing.Cursor;
import org.lienthong.exchange.tracking.DeliveryListing.Direction;
import org.lienthong.exchange.tracking.DeliveryListing.Entry;
import org.lienthong.exchange.tracking.DeliveryListing.Query;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists an agency's deliveries, for reconciling after it has restored a backup. To a recipient only what it has been served
 * once: a copy taken back before that was never there.
 */
public final class ListDeliveries {

    private static final int MOST = 500;

    /** changed_at is the begin of a transaction, which may be seen later: none of ours lives so long. */
    private static final String LIST = """
            select d.delivery_id, d.from_organ, d.organ_id, d.accepted_at, d.state, d.state_since, d.attempt,
              d.changed_xid::text transaction, m.message_id, m.document_id, m.edxml_sha256, p.code processing
            from delivery d join document m using (document_key) left join processing p using (delivery_id)
            where %s and d.changed_xid < pg_snapshot_xmin(pg_current_snapshot())
              and (d.changed_xid, d.delivery_id) > (:transaction::text::xid8, :delivery)
              and (:since::timestamptz is null or d.changed_at >= :since::timestamptz - interval '10 minutes')
              and (:state::text is null or d.state = :state::text)
            order by d.changed_xid, d.delivery_id limit :most""";

    private static final String SENT = LIST.formatted("d.from_organ = :organ");
    private static final String RECEIVED = LIST.formatted("d.organ_id = :organ and d.first_served_at is not null");
    private static final Cursor BEGIN = new Cursor("0", new UUID(0, 0));

    private final JdbcClient database;
    private final int most;

    public ListDeliveries(DataSource source) {
        this(source, MOST);
    }

    ListDeliveries(DataSource source, int most) {
        this.database = JdbcClient.create(source);
        this.most = most;
    }

    private record Row(Entry entry, Cursor place) {}

    public DeliveryListing list(Query query) {
        Cursor after = query.after().orElse(BEGIN);
        List<Row> rows = new ArrayList<>(database.sql(query.direction() == Direction.SENT ? SENT : RECEIVED)
                .param("organ", query.organ().value())
                .param("transaction", after.transaction())
                .param("delivery", after.delivery())
                .param(
                        "since",
                        query.after().isPresent()
                                ? null
                                : query.since()
                                        .map(time -> time.atOffset(ZoneOffset.UTC))
                                        .orElse(null))
                .param("state", query.state().map(DeliveryState::name).orElse(null))
                .param("most", most + 1)
                .query(ListDeliveries::row)
                .list());
        boolean more = rows.size() > most;
        List<Row> page = more ? rows.subList(0, most) : rows;
        Optional<Cursor> next = page.isEmpty()
                ? query.after()
                : Optional.of(page.get(page.size() - 1).place());
        return new DeliveryListing(page.stream().map(Row::entry).toList(), next, more);
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        UUID delivery = row.getObject("delivery_id", UUID.class);
        return new Row(
                new Entry(
                        new DeliveryId(delivery),
                        new MessageId(row.getString("message_id")),
                        new DocumentId(row.getString("document_id")),
                        new OrganId(row.getString("from_organ")),
                        new OrganId(row.getString("organ_id")),
                        time(row, "accepted_at"),
                        DeliveryState.valueOf(row.getString("state")),
                        time(row, "state_since"),
                        row.getInt("attempt"),
                        Digest.of(row.getBytes("edxml_sha256")),
                        Optional.ofNullable(row.getString("processing"))),
                new Cursor(row.getString("transaction"), delivery));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
