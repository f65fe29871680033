package org.lienthong.exchange.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;

/** A notice out of its rows. */
final class NoticeRow {

    /** To be followed by the conditions, on {@code n}. */
    static final String SELECT = """
            select n.notice_uuid, n.kind, n.at, n.delivery_id, n.detail ->> 'attempt' attempt,
              n.detail ->> 'reason' reason, n.detail ->> 'takenAt' taken_at, n.detail ->> 'event' event,
              n.detail ->> 'organ' closed_organ, n.detail ->> 'successor' successor,
              doc.message_id document_message_id, doc.document_id, doc.from_organ, d.addressed_as document_to,
              s.message_id, s.seq, s.code, s.edxml, s.raw_sha256, s.root_offset, s.root_length, s.root_sha256,
              s.root_content_type, s.arrival_number, s.arrival_date, s.handling_unit, s.assignee,
              s.submitted_to_leader_at, s.waiting_for_paper, s.event_sha256
            from notice n left join delivery d on d.delivery_id = n.delivery_id
            left join document doc on doc.document_key = d.document_key
            left join status s on s.status_key = n.status_key
            """;

    private NoticeRow() {}

    static Notice read(ResultSet row, int n) throws SQLException {
        NoticeKind kind = NoticeKind.valueOf(row.getString("kind"));
        return new Notice(
                new NoticeId(row.getObject("notice_uuid", UUID.class)),
                kind,
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("delivery_id") == null ? Optional.empty() : Optional.of(delivery(row)),
                kind.ofDirectory() ? Optional.of(closed(row)) : Optional.empty(),
                kind == NoticeKind.STATUS
                        ? Digest.of(row.getBytes("event_sha256"))
                        : Digest.parse(row.getString("event")),
                kind == NoticeKind.STATUS ? Optional.of(status(row)) : Optional.empty());
    }

    private static Notice.OfDelivery delivery(ResultSet row) throws SQLException {
        return new Notice.OfDelivery(
                new DeliveryId(row.getObject("delivery_id", UUID.class)),
                new MessageId(row.getString("document_message_id")),
                new DocumentId(row.getString("document_id")),
                new OrganId(row.getString("from_organ")),
                new OrganId(row.getString("document_to")),
                text(row, "attempt").map(Integer::valueOf),
                text(row, "reason"),
                text(row, "taken_at").map(Instant::parse));
    }

    private static Notice.Closed closed(ResultSet row) throws SQLException {
        return new Notice.Closed(
                new OrganId(row.getString("closed_organ")),
                text(row, "successor").map(OrganId::new));
    }

    private static StatusTold status(ResultSet row) throws SQLException {
        return new StatusTold(
                new MessageId(row.getString("message_id")),
                row.getInt("seq"),
                StatusCode.of(row.getString("code")).orElseThrow(),
                row.getBytes("edxml"),
                StatusFields.read(row),
                new StatusTold.Original(
                        new ContentSlice(
                                Digest.of(row.getBytes("raw_sha256")),
                                row.getLong("root_offset"),
                                row.getLong("root_length")),
                        Digest.of(row.getBytes("root_sha256")),
                        row.getString("root_content_type")));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
