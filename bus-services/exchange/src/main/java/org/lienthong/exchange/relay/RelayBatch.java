package org.lienthong.exchange.relay;

import jakarta.jms.JMSException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.broker.BrokerQueues;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One batch from the outbox to the queues: lock due rows, send their tokens, commit in the broker, delete those very
 * rows, commit in the database. A crash between the two commits sends the tokens twice; the second is stale and dropped
 * by its compare-and-set. Keys are deleted one by one, never as a range: rows commit out of the order of their ids.
 */
final class RelayBatch {

    private static final String DUE = """
            select outbox_id, delivery_id, organ_id, attempt, priority from outbox where not_before <= :now
            order by priority desc, outbox_id limit :batch for update skip locked""";

    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final BrokerLink broker;
    private final BrokerQueues queues;
    private final InstantSource clock;
    private final Passage passage;

    RelayBatch(DataSource source, BrokerLink broker, BrokerQueues queues, InstantSource clock, Passage passage) {
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.database = JdbcClient.create(source);
        this.broker = broker;
        this.queues = queues;
        this.clock = clock;
        this.passage = passage;
    }

    private record Row(long key, OrganId organ, Token token, int priority) {}

    /** What was moved: how many tokens, and to whom. */
    record Moved(int tokens, SortedSet<OrganId> organs) {}

    /** @param most tokens of one batch */
    Moved move(int most) {
        return Objects.requireNonNull(transaction.execute(status -> {
            List<Row> rows = due(most);
            SortedSet<OrganId> organs = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
            rows.forEach(row -> organs.add(row.organ()));
            if (!rows.isEmpty()) {
                keepQueuesFromRemoval(organs);
                send(rows, organs);
                passage.reached(Passage.Step.RELAY_QUEUED);
                delete(rows);
            }
            return new Moved(rows.size(), organs);
        }));
    }

    /** Rows that another worker has locked are due as well: to find none free is no sign of getting through. */
    boolean nothingIsDue() {
        return database.sql("select not exists (select from outbox where not_before <= :now)")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private List<Row> due(int most) {
        return database.sql(DUE)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("batch", most)
                .query((row, n) -> new Row(
                        row.getLong("outbox_id"),
                        new OrganId(row.getString("organ_id")),
                        new Token(new DeliveryId(row.getObject("delivery_id", UUID.class)), row.getInt("attempt")),
                        row.getInt("priority")))
                .list();
    }

    private void keepQueuesFromRemoval(SortedSet<OrganId> organs) {
        database.sql("select pg_advisory_xact_lock_shared(:locks, key) from unnest(:keys::int[]) key")
                .param("locks", OrganQueues.LOCKS)
                .param("keys", organs.stream().mapToInt(OrganQueues::lockKey).toArray())
                .query((row, n) -> n)
                .list();
    }

    private void send(List<Row> rows, SortedSet<OrganId> organs) {
        organs.forEach(organ -> queues.create(OrganQueues.nameOf(organ)));
        try (TokenSession tokens = broker.tokens()) {
            for (Row row : rows) {
                tokens.send(row.organ(), row.token(), row.priority());
            }
            tokens.commit();
        } catch (JMSException e) {
            throw new BrokerUnavailableException(e);
        }
    }

    private void delete(List<Row> rows) {
        int deleted = database.sql("delete from outbox where outbox_id = any(:keys)")
                .param("keys", rows.stream().mapToLong(Row::key).toArray())
                .update();
        if (deleted != rows.size()) {
            throw new IllegalStateException("deleted " + deleted + " outbox rows, relayed "
                    + rows.stream().map(row -> Long.toString(row.key())).collect(Collectors.joining(" ")));
        }
    }
}
