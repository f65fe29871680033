package org.lienthong.exchange.directory;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What time does to the directory: codes close at the end of their validity, proposals expire. Several gateways may run it. */
public final class DirectoryDuty {

    private static final String EXPIRED = "state = 'PENDING' and expires_at <= ?";

    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private final EventBook events;
    private final DirectoryWriter writer;
    private final InstantSource clock;

    public DirectoryDuty(DataSource source, DirectoryBooks books, InstantSource clock) {
        this.database = new JdbcTemplate(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.events = books.events();
        this.writer = new DirectoryWriter(database, books);
        this.clock = clock;
    }

    /** Cheap while there is nothing to do: it locks nothing. */
    public void run() {
        Timestamp now = Timestamp.from(clock.instant());
        Long due = database.queryForObject(
                "select (select count(*) from organ where valid_to <= ? and state <> 'CLOSED')"
                        + " + (select count(*) from directory_change where " + EXPIRED + ")",
                Long.class,
                now,
                now);
        if (due != null && due > 0) {
            transaction.executeWithoutResult(begun -> runLocked());
        }
    }

    private void runLocked() {
        DirectoryUpdate.lock(database);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        closeEnded(now, true);
        closeEnded(now, false);
        expire(now);
    }

    /** Who decided last stays: only the day has come that he named. */
    private void closeEnded(Instant now, boolean byCommand) {
        DirectoryUpdate update =
                byCommand ? DirectoryUpdate.byCommand(now, EventFacts.none()) : DirectoryUpdate.fromFiles(now);
        StoredDirectory.ended(database, now, byCommand)
                .forEach(organ -> DirectoryComparison.change(update, organ, organ.at(now)));
        writer.write(update);
    }

    private void expire(Instant now) {
        List<EventDraft> drafts = new ArrayList<>();
        database.query(
                "update directory_change set state = 'EXPIRED', decided_at = ? where " + EXPIRED + " returning sha256",
                row -> {
                    drafts.add(EventDraft.of(
                            EventKind.CHANGE_EXPIRED,
                            now,
                            EventFacts.none().with(EventField.CHANGE, Digest.of(row.getBytes("sha256")))));
                },
                Timestamp.from(now),
                Timestamp.from(now));
        List<Digest> unused = events.appendAll(drafts);
    }
}
