package org.lienthong.exchange.delivery;

import java.time.Instant;
import javax.sql.DataSource;
import org.lienthong.message.identity.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a sender is to be told of its deliveries, in the transaction of the fact. */
final class Notices {

    private final JdbcClient database;

    Notices(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    /** @param kind as the fact's line of evidence says, in capitals: TAKEN, REFUSED, EXPIRED */
    void tell(DeliveryRow delivery, DeliveryState kind, Instant at, Digest event) {
        database.sql("""
                        insert into notice (organ_id, kind, delivery_id, at, detail)
                        select doc.from_organ, :kind, d.delivery_id, :at, jsonb_strip_nulls(jsonb_build_object(
                          'messageId', doc.message_id, 'documentId', doc.document_id, 'to', d.addressed_as,
                          'attempt', d.attempt, 'event', :event::text, 'reason', c.reason, 'takenAt',
                            to_char(c.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
                        from delivery d join document doc on doc.document_key = d.document_key
                        left join confirmation c on c.delivery_id = d.delivery_id
                        where d.delivery_id = :id""")
                .param("kind", kind.name())
                .param("at", Columns.at(at))
                .param("event", event.toString())
                .param("id", delivery.id().value())
                .update();
    }
}
