package org.lienthong.exchange.receipt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads receipts back from the rows that they are a function of. */
public final class Receipts {

    private final JdbcClient database;

    public Receipts(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    /** @return the receipt of an accepted document */
    public Receipt of(long documentKey) {
        List<ReceiptRecipient> recipients = recipients(documentKey);
        return database.sql("""
                        select message_id, document_id, content_digest, accepted_at, event_sha256, log_origin, log_by
                        from document where document_key = ?""")
                .param(documentKey)
                .query((row, n) -> receipt(row, recipients))
                .single();
    }

    private List<ReceiptRecipient> recipients(long documentKey) {
        return database.sql("""
                        select ordinal, addressed_as, organ_id, delivery_id, null as code
                        from delivery where document_key = :document
                        union all
                        select ordinal, addressed_as, organ_id, null, code
                        from refused_recipient where document_key = :document
                        order by ordinal""")
                .param("document", documentKey)
                .query((row, n) -> recipient(row))
                .list();
    }

    private static ReceiptRecipient recipient(ResultSet row) throws SQLException {
        OrganId written = new OrganId(row.getString("addressed_as"));
        Optional<OrganId> organ = Optional.ofNullable(row.getString("organ_id")).map(OrganId::new);
        String code = row.getString("code");
        return code == null
                ? ReceiptRecipient.accepted(
                        written, organ.orElseThrow(), new DeliveryId(row.getObject("delivery_id", UUID.class)))
                : ReceiptRecipient.refused(written, organ, code);
    }

    private static Receipt receipt(ResultSet row, List<ReceiptRecipient> recipients) throws SQLException {
        return new Receipt(
                new MessageId(row.getString("message_id")),
                new DocumentId(row.getString("document_id")),
                Digest.of(row.getBytes("content_digest")),
                row.getTimestamp("accepted_at").toInstant(),
                Digest.of(row.getBytes("event_sha256")),
                row.getString("log_origin"),
                row.getTimestamp("log_by").toInstant(),
                recipients);
    }
}
