package org.lienthong.exchange.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.receipt.ReceiptRecipient;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what was accepted before under the MessageId of a submission, as committed now. */
final class EarlierStatuses {

    private final JdbcClient database;

    EarlierStatuses(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    private record Earlier(Receipt receipt, DeliveryId delivery) {}

    /**
     * @return the receipt again, for a retry; empty if the id is not taken
     * @throws org.lienthong.message.refusal.RefusedException IdReused: by another status message, or by a document
     */
    Optional<Receipt> find(StatusSubmission submission) {
        Optional<Earlier> same = query(submission);
        if (same.isEmpty()) {
            requireNoDocument(submission);
            return Optional.empty();
        }
        Receipt receipt = same.get().receipt();
        boolean otherDelivery = submission
                .spokenOf()
                .delivery()
                .filter(named -> !named.equals(same.get().delivery()))
                .isPresent();
        if (otherDelivery || !receipt.contentDigest().equals(submission.contentDigest())) {
            throw reused(submission, receipt.contentDigest());
        }
        return Optional.of(receipt);
    }

    private Optional<Earlier> query(StatusSubmission submission) {
        return database.sql("""
                        select s.message_id, doc.document_id, s.content_digest, s.accepted_at, s.event_sha256, s.log_origin,
                          s.log_by, s.addressed_as, s.to_organ, s.delivery_id
                        from status s join delivery d on d.delivery_id = s.delivery_id
                        join document doc on doc.document_key = d.document_key
                        where s.from_organ = :from and s.message_id = :message""")
                .param("from", submission.caller().organ().value())
                .param("message", submission.messageId().value())
                .query((row, n) -> earlier(row))
                .optional();
    }

    private static Earlier earlier(ResultSet row) throws SQLException {
        DeliveryId delivery = new DeliveryId(row.getObject("delivery_id", UUID.class));
        return new Earlier(
                new Receipt(
                        new MessageId(row.getString("message_id")),
                        new DocumentId(row.getString("document_id")),
                        Digest.of(row.getBytes("content_digest")),
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        Digest.of(row.getBytes("event_sha256")),
                        row.getString("log_origin"),
                        row.getObject("log_by", OffsetDateTime.class).toInstant(),
                        List.of(ReceiptRecipient.accepted(
                                new OrganId(row.getString("addressed_as")),
                                new OrganId(row.getString("to_organ")),
                                delivery))),
                delivery);
    }

    private void requireNoDocument(StatusSubmission submission) {
        database.sql("select content_digest from document where from_organ = :from and message_id = :message")
                .param("from", submission.caller().organ().value())
                .param("message", submission.messageId().value())
                .query((row, n) -> Digest.of(row.getBytes("content_digest")))
                .optional()
                .ifPresent(first -> {
                    throw reused(submission, first);
                });
    }

    private static RuntimeException reused(StatusSubmission submission, Digest first) {
        return Refusal.of(RefusalCode.ID_REUSED)
                .with("messageId", submission.messageId())
                .with("first", first)
                .with("now", submission.contentDigest())
                .at("MessageId")
                .refused();
    }
}
