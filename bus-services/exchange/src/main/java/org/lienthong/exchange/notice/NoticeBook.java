package org.lienthong.exchange.notice;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes notices. MUST be called inside the transaction of the fact, else it throws; whoever waits is woken once it commits. */
public final class NoticeBook {

    private final JdbcClient database;
    private final Consumer<Collection<OrganId>> wake;

    /** @param wake told whom something has come for; must return at once */
    public NoticeBook(DataSource source, Consumer<Collection<OrganId>> wake) {
        this.database = JdbcClient.create(source);
        this.wake = wake;
    }

    /**
     * Tells the document's sender what became of a delivery. STUCK is told once for each delivery.
     *
     * @param event the fact's line of evidence
     */
    public void tellSender(DeliveryId delivery, NoticeKind kind, Instant at, Digest event) {
        List<OrganId> told = database.sql("""
                        insert into notice (organ_id, kind, delivery_id, at, detail)
                        select doc.from_organ, :kind, d.delivery_id, :at, jsonb_strip_nulls(jsonb_build_object(
                          'messageId', doc.message_id, 'documentId', doc.document_id, 'to', d.addressed_as,
                          'attempt', d.attempt, 'event', :event::text, 'reason', c.reason, 'takenAt',
                            to_char(c.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
                        from delivery d join document doc on doc.document_key = d.document_key
                        left join confirmation c on c.delivery_id = d.delivery_id
                        where d.delivery_id = :id
                        on conflict (delivery_id) where kind = 'STUCK' do nothing returning organ_id""")
                .param("kind", kind.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("event", event.toString())
                .param("id", delivery.value())
                .query((row, n) -> new OrganId(row.getString("organ_id")))
                .list();
        wakeAfterCommit(told);
    }

    /** @param status key of its row */
    public void tellStatus(OrganId organ, DeliveryId delivery, long status, Instant at) {
        database.sql("""
                        insert into notice (organ_id, kind, delivery_id, status_key, at, detail)
                        values (:organ, 'STATUS', :delivery, :status, :at, '{}')""")
                .param("organ", organ.value())
                .param("delivery", delivery.value())
                .param("status", status)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        wakeAfterCommit(Set.of(organ));
    }

    /** @param event the closing's line of evidence */
    public void tellClosed(OrganId organ, OrganId closed, Optional<OrganId> successor, Instant at, Digest event) {
        database.sql("""
                        insert into notice (organ_id, kind, at, detail)
                        values (:organ, 'ORGAN_CLOSED', :at, jsonb_strip_nulls(jsonb_build_object(
                          'organ', :closed::text, 'successor', :successor::text, 'event', :event::text)))""")
                .param("organ", organ.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("closed", closed.value())
                .param("successor", successor.map(OrganId::value).orElse(null), Types.VARCHAR)
                .param("event", event.toString())
                .update();
        wakeAfterCommit(Set.of(organ));
    }

    /** @param about the organ that changed, or whose system, key or mandate did */
    public void tellChanged(OrganId organ, NoticeKind kind, OrganId about, Instant at, Digest event) {
        database.sql("""
                        insert into notice (organ_id, kind, at, detail)
                        values (:organ, :kind, :at, jsonb_build_object('organ', :about::text, 'event', :event::text))""")
                .param("organ", organ.value())
                .param("kind", kind.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("about", about.value())
                .param("event", event.toString())
                .update();
        wakeAfterCommit(Set.of(organ));
    }

    private void wakeAfterCommit(Collection<OrganId> organs) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a notice outside the transaction of its fact");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.accept(organs);
            }
        });
    }
}
