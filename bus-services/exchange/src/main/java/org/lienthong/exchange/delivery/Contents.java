package org.lienthong.exchange.delivery;

import java.util.List;
import javax.sql.DataSource;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was accepted, as its rows say: what is served, and what a confirmation must name. */
final class Contents {

    private final JdbcClient database;

    Contents(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    ServedDocument of(DeliveryRow delivery) {
        List<ServedDocument.Attachment> attachments = attachments(delivery.document());
        return database.sql("""
                        select from_organ, message_id, document_id, edxml_sha256, edxml_length, raw_sha256, root_offset,
                          root_length, root_sha256, root_content_type
                        from document where document_key = :document""")
                .param("document", delivery.document())
                .query((row, n) -> {
                    Digest edxml = Columns.digest(row, "edxml_sha256");
                    return new ServedDocument(
                            delivery.id(),
                            delivery.organ(),
                            new MessageId(row.getString("message_id")),
                            new DocumentId(row.getString("document_id")),
                            new OrganId(row.getString("from_organ")),
                            new ContentSlice(edxml, 0, row.getLong("edxml_length")),
                            edxml,
                            attachments,
                            new ServedDocument.Original(
                                    new ContentSlice(
                                            Columns.digest(row, "raw_sha256"),
                                            row.getLong("root_offset"),
                                            row.getLong("root_length")),
                                    Columns.digest(row, "root_sha256"),
                                    row.getString("root_content_type")));
                })
                .single();
    }

    private List<ServedDocument.Attachment> attachments(long document) {
        return database.sql("""
                        select content_id, name, media_type, sha256, object_sha256, object_offset, length
                        from attachment where document_key = :document order by ordinal""")
                .param("document", document)
                .query((row, n) -> new ServedDocument.Attachment(
                        new ContentId(row.getString("content_id")),
                        row.getString("name"),
                        row.getString("media_type"),
                        Columns.digest(row, "sha256"),
                        new ContentSlice(
                                Columns.digest(row, "object_sha256"),
                                row.getLong("object_offset"),
                                row.getLong("length"))))
                .list();
    }
}
