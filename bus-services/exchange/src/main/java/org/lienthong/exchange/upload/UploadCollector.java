package org.lienthong.exchange.upload;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.lienthong.exchange.store.PartialContents;
import org.lienthong.message.identity.UploadId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes uploads whose time is over: the row first, by compare-and-set, the file after the commit. A document that is being
 * accepted holds the rows it names; a chunk that is being written finds no row when it is done. Run it in every process: one at
 * a time leads.
 */
public final class UploadCollector {

    private static final Logger LOG = LoggerFactory.getLogger(UploadCollector.class);

    /** Keys of our advisory locks: leaders, and what this one leads. */
    private static final int LEADERS = 0x4C54_0002;

    private static final int UPLOADS = 12;
    private static final int BATCH = 16;

    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final UploadRows rows;
    private final PartialContents partials;
    private final InstantSource clock;

    public UploadCollector(DataSource source, PartialContents partials, InstantSource clock) {
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.database = JdbcClient.create(source);
        this.rows = new UploadRows(source);
        this.partials = partials;
        this.clock = clock;
    }

    /** Removes a batch; what is left waits for the next time. */
    public void collect() {
        List<UploadId> removed = Objects.requireNonNullElse(
                transaction.execute(begun -> leads() ? rows.removeExpired(clock.instant(), BATCH) : List.of()),
                List.of());
        removed.forEach(partials::delete);
        if (!removed.isEmpty()) {
            LOG.info("{} uploads were idle or not named by a document in time, and are gone", removed.size());
        }
        deleteStrays();
    }

    /** Files whose row went when nobody came to delete them: a row is there before its file, and looked for after it. */
    private void deleteStrays() {
        Set<UploadId> files = partials.all();
        if (!files.isEmpty()) {
            Set<UploadId> present = rows.present(files);
            files.stream().filter(id -> !present.contains(id)).forEach(partials::delete);
        }
    }

    private boolean leads() {
        return database.sql("select pg_try_advisory_xact_lock(:leaders, :uploads)")
                .param("leaders", LEADERS)
                .param("uploads", UPLOADS)
                .query(Boolean.class)
                .single();
    }
}
