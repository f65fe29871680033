package org.lienthong.exchange.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.broker.BrokerQueues;
import org.lienthong.exchange.relay.OrganQueues;
import org.lienthong.message.identity.OrganId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes the queues of organs for whom nothing waits: each costs the broker memory and its restart time. A relay holds the
 * organ's lock shared while it fills the queue; the removal holds it exclusively from its last look at the database until the
 * queue is gone, so no token can be sent into a queue that is about to go. For one thread.
 */
final class IdleQueues {

    private static final Logger LOG = LoggerFactory.getLogger(IdleQueues.class);

    private final JdbcClient database;
    private final DeliveryRows rows;
    private final Leadership leadership;
    private final BrokerQueues queues;
    private final Duration patience;
    private final Passage passage;
    private final Map<OrganId, Instant> idleSince = new HashMap<>();

    IdleQueues(
            DataSource source,
            DeliveryRows rows,
            Leadership leadership,
            BrokerQueues queues,
            Duration patience,
            Passage passage) {
        this.database = JdbcClient.create(source);
        this.rows = rows;
        this.leadership = leadership;
        this.queues = queues;
        this.patience = patience;
        this.passage = passage;
    }

    /** @return how many were removed */
    int remove(Instant now) {
        Set<OrganId> idle = idle(queues.startingWith(OrganQueues.PREFIX).stream()
                .map(OrganQueues::organOf)
                .toList());
        idleSince.keySet().retainAll(idle);
        idle.forEach(organ -> idleSince.putIfAbsent(organ, now));
        int removed = 0;
        for (OrganId organ : idle) {
            boolean longEnough =
                    !idleSince.getOrDefault(organ, now).plus(patience).isAfter(now);
            if (longEnough && removeUnlessUsed(organ)) {
                idleSince.remove(organ);
                removed++;
            }
        }
        if (removed > 0) {
            LOG.debug(
                    "Removed {} queues of organs for whom nothing waits; the relay makes them again at need", removed);
        }
        return removed;
    }

    private boolean removeUnlessUsed(OrganId organ) {
        return rows.inTransaction(() -> {
            if (!leadership.taken()) {
                return false;
            }
            boolean locked = database.sql("select pg_try_advisory_xact_lock(:locks, :key)")
                    .param("locks", OrganQueues.LOCKS)
                    .param("key", OrganQueues.lockKey(organ))
                    .query(Boolean.class)
                    .single();
            if (!locked || idle(List.of(organ)).isEmpty()) {
                return false;
            }
            passage.reached(Passage.Step.QUEUE_FOUND_IDLE);
            return queues.remove(OrganQueues.nameOf(organ));
        });
    }

    private Set<OrganId> idle(Collection<OrganId> organs) {
        return new HashSet<>(database.sql("""
                        select o from unnest(:organs::text[]) o
                        where not exists (select from delivery d where d.organ_id = o and d.state = 'WAITING')
                          and not exists (select from outbox b where b.organ_id = o)""")
                .param("organs", Columns.names(organs))
                .query((row, n) -> new OrganId(row.getString(1)))
                .list());
    }
}
