package org.lienthong.exchange.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/** A lease, given or about to be, and the end of its delivery's chain of evidence. */
record LeasedRow(LeasedDelivery leased, Digest lastEvent) {

    static final String COLUMNS = """
            d.delivery_id, d.lease_id, d.lease_end, d.attempt, d.organ_id, d.addressed_as, d.priority, d.accepted_at,
            d.last_event, doc.message_id, doc.document_id, doc.from_organ, doc.code, doc.subject, doc.type_name,
            doc.promulgation_date, doc.due_date, doc.sender_name, doc.bussiness_doc_type, doc.edxml_length,
            (select count(*) from attachment a where a.document_key = d.document_key) attachment_count,
            (select coalesce(sum(a.length), 0) from attachment a where a.document_key = d.document_key) attachment_length
            """;

    /** As the row says. */
    static LeasedRow readHeld(ResultSet row, int n) throws SQLException {
        return read(row, new LeaseId(Columns.uuid(row, "lease_id")), Columns.time(row, "lease_end"));
    }

    /** With a lease that the row is about to be given. */
    static LeasedRow readNew(ResultSet row, Instant leaseEnd) throws SQLException {
        return read(row, LeaseId.random(), leaseEnd);
    }

    private static LeasedRow read(ResultSet row, LeaseId lease, Instant leaseEnd) throws SQLException {
        LeasedDelivery leased = new LeasedDelivery(
                Columns.delivery(row),
                lease,
                leaseEnd,
                row.getInt("attempt"),
                new MessageId(row.getString("message_id")),
                new DocumentId(row.getString("document_id")),
                new OrganId(row.getString("from_organ")),
                new OrganId(row.getString("addressed_as")),
                new OrganId(row.getString("organ_id")),
                new LeasedDelivery.Header(
                        row.getString("code"),
                        row.getString("subject"),
                        Columns.textIfAny(row, "type_name"),
                        Columns.textIfAny(row, "promulgation_date"),
                        Columns.textIfAny(row, "due_date"),
                        Columns.textIfAny(row, "sender_name"),
                        row.getInt("bussiness_doc_type")),
                new LeasedDelivery.Sizes(
                        row.getLong("edxml_length"), row.getInt("attachment_count"), row.getLong("attachment_length")),
                row.getInt("priority"),
                Columns.time(row, "accepted_at"));
        return new LeasedRow(leased, Columns.digest(row, "last_event"));
    }
}
