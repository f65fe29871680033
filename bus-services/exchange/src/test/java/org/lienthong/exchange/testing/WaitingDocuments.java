package org.lienthong.exchange.testing;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.lienthong.exchange.postgres.RequestPartitions;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accepted documents as rows, without the rooms that accept: one attachment each, waiting, with their outbox rows. */
public final class WaitingDocuments {

    public static final Duration LIFE = Duration.ofDays(30);

    private final ExchangeDatabase database;
    private final InstantSource clock;
    private final AtomicInteger count = new AtomicInteger();
    private final String prefix = UUID.randomUUID() + "-";

    public WaitingDocuments(ExchangeDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A document on its way to one recipient. */
    public record Sent(DeliveryId delivery, MessageId message, DocumentId document, OrganId from, OrganId to) {}

    /** Registers organs, each with a system of the same name, and makes the partitions of table request. */
    public void organs(OrganId... organs) {
        JdbcClient jdbc = database.jdbc();
        for (OrganId organ : organs) {
            jdbc.sql(
                            "insert into organ (organ_id, name, kind, state) values (:id, :id, 'TEST', 'OPEN') on conflict (organ_id) do nothing")
                    .param("id", organ.value())
                    .update();
            jdbc.sql("insert into system (system_id, organ_id, name) values (:id, :id, :id) on conflict do nothing")
                    .param("id", organ.value())
                    .update();
        }
        new RequestPartitions(jdbc).keep(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    public Sent send(OrganId from, OrganId to) {
        return send(from, to, 4, 1).get(0);
    }

    public Sent send(OrganId from, OrganId to, int priority) {
        return send(from, to, priority, 1).get(0);
    }

    /** In one transaction. */
    public List<Sent> send(OrganId from, OrganId to, int priority, int documents) {
        String[] messages = IntStream.range(0, documents)
                .mapToObj(n -> prefix + count.incrementAndGet())
                .toArray(String[]::new);
        database.transactions().executeWithoutResult(status -> {
            insert("""
                    insert into event (sha256, seq, kind, happened_at, line)
                    select sha256(convert_to('event ' || m, 'UTF8')), 0, 'Accepted', :now, '{"v":1,"recipients":{"count":1}}'
                    from unnest(:messages::text[]) m""", from, to, priority, messages);
            insert("""
                    insert into document (from_organ, message_id, document_id, bussiness_doc_type, supersedes,
                      content_digest, accepted_at, system_id, signer_spki_sha256, signer_certificate, provenance,
                      raw_sha256, raw_length, raw_content_type, root_offset, root_length, root_sha256,
                      root_content_type, edxml_sha256, edxml_length, code, subject, sender_name, priority,
                      event_sha256, log_origin, log_by)
                    select :from, m, :from || ',2026/03/02,' || m, 0, false, sha256(convert_to('content ' || m, 'UTF8')),
                      :now, :from, '\\x00', '\\x00', 'SignedBySender', sha256(convert_to('raw ' || m, 'UTF8')), 9000,
                      'text/xml', 10, 800, sha256(convert_to('root ' || m, 'UTF8')), 'text/xml; charset=utf-8',
                      sha256(convert_to('edxml ' || m, 'UTF8')), 1200, m || '/VPCP', 'V/v thử', 'Văn phòng', 0,
                      sha256(convert_to('event ' || m, 'UTF8')), 'test', :now + interval '1 hour'
                    from unnest(:messages::text[]) m""", from, to, priority, messages);
            insert("""
                    insert into attachment (document_key, ordinal, content_id, name, media_type, length, sha256,
                      object_sha256, object_offset)
                    select document_key, 1, 'c1', 'vb.pdf', 'application/pdf', 345,
                      sha256(convert_to('pdf ' || message_id, 'UTF8')), raw_sha256, 2000
                    from document where message_id = any(:messages)""", from, to, priority, messages);
            insert("""
                    insert into delivery (delivery_id, document_key, ordinal, organ_id, addressed_as, state, state_since,
                      attempt, priority, accepted_at, expires_at, last_event, from_organ)
                    select gen_random_uuid(), document_key, 1, :to, '000.' || :to, 'WAITING', :now, 1, :priority, :now,
                      :expires, event_sha256, from_organ
                    from document where message_id = any(:messages) order by document_key""", from, to, priority, messages);
            insert("""
                    insert into outbox (delivery_id, organ_id, attempt, priority, not_before)
                    select d.delivery_id, d.organ_id, 1, d.priority, :now
                    from delivery d join document doc using (document_key)
                    where doc.message_id = any(:messages) order by document_key""", from, to, priority, messages);
        });
        return database.jdbc()
                .sql("select delivery_id, message_id, document_id from delivery join document using (document_key)"
                        + " where message_id = any(:messages) order by document_key")
                .param("messages", messages)
                .query((row, n) -> new Sent(
                        new DeliveryId(row.getObject("delivery_id", UUID.class)),
                        new MessageId(row.getString("message_id")),
                        new DocumentId(row.getString("document_id")),
                        from,
                        to))
                .list();
    }

    private void insert(String sql, OrganId from, OrganId to, int priority, String[] messages) {
        database.jdbc()
                .sql(sql)
                .param("from", from.value())
                .param("to", to.value())
                .param("priority", priority)
                .param("messages", messages)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("expires", clock.instant().plus(LIFE).atOffset(ZoneOffset.UTC))
                .update();
    }
}
