package org.lienthong.exchange.acceptance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.admission.OpenedSubmission;
import org.lienthong.exchange.receipt.Receipts;
import org.lienthong.message.edxml.BussinessDocType;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what was accepted before under the keys of a submission, as committed now. */
final class EarlierDocuments {

    private static final String SELECT =
            "select document_key, message_id, content_digest, accepted_at from document where from_organ = :from and ";

    private final JdbcClient database;
    private final Receipts receipts;

    EarlierDocuments(DataSource source, Receipts receipts) {
        this.database = JdbcClient.create(source);
        this.receipts = receipts;
    }

    private record Earlier(long key, MessageId messageId, Digest contentDigest, Instant acceptedAt) {}

    /**
     * Looks under (From, MessageId), then under (From, DocumentId, BussinessDocType, ContentDigest).
     *
     * @return the same acceptance again, for a retry; empty if neither key is taken
     * @throws org.lienthong.message.refusal.RefusedException IdReused, DuplicateDocument
     */
    Optional<Acceptance> find(OpenedSubmission opened) {
        Optional<Earlier> same = query(opened, "message_id = :message");
        if (same.isPresent()) {
            if (!same.get().contentDigest().equals(opened.contentDigest())) {
                throw reused(opened, same.get().contentDigest());
            }
            return Optional.of(new Acceptance.Duplicate(receipts.of(same.get().key())));
        }
        // a twin under the same MessageId, committed since the look-up above, is no second document: the insert will
        // meet it
        query(
                        opened,
                        "document_id = :document and bussiness_doc_type = :type and content_digest = :digest"
                                + " and message_id <> :message")
                .ifPresent(first -> {
                    throw Refusal.of(RefusalCode.DUPLICATE_DOCUMENT)
                            .with("messageId", first.messageId())
                            .with("acceptedAt", first.acceptedAt())
                            .at("MessageId")
                            .refused();
                });
        return Optional.empty();
    }

    /**
     * Other content under a DocumentId sent before is meant, or it is a mistake: the sender says which. A retry that meets
     * its twin, committed since {@link #find}, is not other content.
     *
     * @throws org.lienthong.message.refusal.RefusedException DocumentIdReused
     */
    void requireDocumentIdUnused(OpenedSubmission opened) {
        if (opened.submission().supersedes() || opened.outline().bussiness() != BussinessDocType.NEW) {
            return;
        }
        query(
                        opened,
                        "document_id = :document and bussiness_doc_type = :type and message_id <> :message"
                                + " and content_digest <> :digest order by document_key limit 1")
                .ifPresent(first -> {
                    throw Refusal.of(RefusalCode.DOCUMENT_ID_REUSED)
                            .with("documentId", opened.outline().documentId())
                            .with("messageId", first.messageId())
                            .at("SupersedesDocumentId")
                            .refused();
                });
    }

    /**
     * The ids of documents and of status messages are one space. Asked when the insert has met a taken id, not before: a
     * document is never a retry of a status message.
     *
     * @throws org.lienthong.message.refusal.RefusedException IdReused
     */
    void requireMessageIdOfNoStatus(OpenedSubmission opened) {
        database.sql("select content_digest from status where from_organ = :from and message_id = :message")
                .param("from", opened.submission().caller().organ().value())
                .param("message", opened.submission().messageId().value())
                .query((row, n) -> Digest.of(row.getBytes("content_digest")))
                .optional()
                .ifPresent(first -> {
                    throw reused(opened, first);
                });
    }

    private static RefusedException reused(OpenedSubmission opened, Digest first) {
        return Refusal.of(RefusalCode.ID_REUSED)
                .with("messageId", opened.submission().messageId())
                .with("first", first)
                .with("now", opened.contentDigest())
                .at("MessageId")
                .refused();
    }

    private Optional<Earlier> query(OpenedSubmission opened, String condition) {
        return database.sql(SELECT + condition)
                .param("from", opened.submission().caller().organ().value())
                .param("message", opened.submission().messageId().value())
                .param("document", opened.outline().documentId().value())
                .param("type", opened.outline().bussiness().code())
                .param("digest", opened.contentDigest().bytes())
                .query((row, n) -> earlier(row))
                .optional();
    }

    private static Earlier earlier(ResultSet row) throws SQLException {
        return new Earlier(
                row.getLong("document_key"),
                new MessageId(row.getString("message_id")),
                Digest.of(row.getBytes("content_digest")),
                row.getTimestamp("accepted_at").toInstant());
    }
}
