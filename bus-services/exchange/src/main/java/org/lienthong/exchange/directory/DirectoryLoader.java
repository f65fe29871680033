package org.lienthong.exchange.directory;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.directory.DirectoryRows.MandateKey;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the directory to what a folder of CSV files says. */
public final class DirectoryLoader {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLoader.class);

    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private final DirectoryBooks books;
    private final InstantSource clock;
    private final boolean twoOperators;

    /** Tells no organ: for a directory that nobody has read yet. */
    public DirectoryLoader(DataSource source, EventBook events, InstantSource clock) {
        this(source, new DirectoryBooks(events, hearing -> {}), clock, false);
    }

    /** @param twoOperators whether keys and mandates change by command only, once the directory has systems */
    public DirectoryLoader(DataSource source, DirectoryBooks books, InstantSource clock, boolean twoOperators) {
        this.database = new JdbcTemplate(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.books = books;
        this.clock = clock;
        this.twoOperators = twoOperators;
    }

    /**
     * Applies the differences, each with its event, in one transaction. Loading the same again changes nothing. What the
     * files no longer name is taken away (keys unbound, mandates withdrawn); an organ never is: it is set to CLOSED. What
     * operators decided by command stands until the files say the same.
     *
     * @param folder organs.csv, systems.csv, keys.csv, mandates.csv and the certificates that keys.csv names
     * @return how many changes of each kind; empty if the directory said the same before
     * @throws DirectoryRefusedException every fault of every file; nothing was loaded
     */
    public Map<EventKind, Integer> load(Path folder) {
        RowFaults faults = new RowFaults();
        DirectoryRows wanted = DirectoryFiles.read(folder, faults);
        faults.refuse();
        Map<EventKind, Integer> changes =
                Optional.ofNullable(transaction.execute(begun -> apply(wanted))).orElseThrow();
        LOG.info("Directory loaded from {}: {}", folder, changes.isEmpty() ? "no change" : changes);
        return changes;
    }

    private Map<EventKind, Integer> apply(DirectoryRows wanted) {
        DirectoryUpdate.lock(database);
        StoredDirectory stored = StoredDirectory.read(database);
        DirectoryUpdate update = DirectoryUpdate.fromFiles(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        RowFaults faults = new RowFaults();
        DirectoryComparison comparison = new DirectoryComparison(stored, wanted, update, faults);
        comparison.compare(twoOperators && !stored.systems().isEmpty());
        faults.refuse();
        comparison.caughtUp().forEach(this::followFiles);
        new DirectoryWriter(database, books).write(update);
        return update.changes();
    }

    /** The files say what operators decided: from now on they lead again. */
    private void followFiles(Object key) {
        if (key instanceof OrganId organ) {
            database.update("update organ set by_command = false where organ_id = ?", organ.value());
        } else if (key instanceof SystemId system) {
            database.update("update system set by_command = false where system_id = ?", system.value());
        } else if (key instanceof Digest spki) {
            database.update("update system_key set by_command = false where spki_sha256 = ?", (Object) spki.bytes());
        } else if (key instanceof MandateKey mandate) {
            database.update(
                    "update mandate set by_command = false where system_id = ? and organ_id = ? and valid_from = ?",
                    mandate.system().value(),
                    mandate.organ().value(),
                    Timestamp.from(mandate.from()));
        }
    }
}
