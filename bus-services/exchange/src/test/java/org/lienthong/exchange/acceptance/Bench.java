package org.lienthong.exchange.acceptance;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.admission.Admission;
import org.lienthong.exchange.admission.AdmissionSettings;
import org.lienthong.exchange.admission.ContentIntake;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.DirectoryLoader;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.postgres.RequestPartitions;
import org.lienthong.exchange.receipt.Receipts;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.seal.SealFixtures;
import org.lienthong.message.seal.SealedMessage;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.types.RequestContext;

/** The rooms from admission to receipt over a real database and store, with the directory of {@link DirectoryFolder#usual}. */
final class Bench {

    static final Instant NOW = SealFixtures.NOW;
    static final AcceptanceSettings SETTINGS = AcceptanceSettings.of("lienthong.example/log");
    static final long INLINE_CAP = 4096;

    private static final EdxmlReader EDXML = new EdxmlReader();
    private static final SealFixtures SEAL = new SealFixtures();
    private static final SealedMessage SEALED = seal();

    private final ExchangeDatabase database;
    private final ContentStore store;
    private final Path folder;

    Bench(ExchangeDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
        this.store = new ContentStore(folder.resolve("store"));
        database.clear();
        new RequestPartitions(database.jdbc()).keep(LocalDate.ofInstant(NOW, ZoneOffset.UTC));
        load(DirectoryFolder.usual(folder));
    }

    void load(DirectoryFolder files) {
        new DirectoryLoader(database.dataSource(), events(), () -> NOW).load(files.write());
    }

    Path folder() {
        return folder;
    }

    ContentStore store() {
        return store;
    }

    AcceptDocument acceptDocument() {
        return acceptDocument(database.dataSource(), () -> NOW);
    }

    /** @param reserve bytes that the disk must keep free */
    AcceptDocument acceptDocument(long reserve) {
        return acceptDocument(database.dataSource(), () -> NOW, reserve);
    }

    AcceptDocument acceptDocument(DataSource source, InstantSource clock) {
        return acceptDocument(source, clock, 0);
    }

    AcceptDocument acceptDocument(InstantSource clock, Passage passage) {
        return acceptDocument(database.dataSource(), clock, 0, passage);
    }

    private AcceptDocument acceptDocument(DataSource source, InstantSource clock, long reserve) {
        return acceptDocument(source, clock, reserve, Passage.UNWATCHED);
    }

    private AcceptDocument acceptDocument(DataSource source, InstantSource clock, long reserve, Passage passage) {
        EventBook book = new EventBook(source, new SecureRandom());
        Directory directory = new Directory(source, clock);
        Admission admission =
                new Admission(source, EDXML, directory, book, clock, new AdmissionSettings(INLINE_CAP, 1 << 20));
        ContentIntake intake = new ContentIntake(store, new DiskGuard(folder, reserve), SETTINGS.retryAfter());
        return new AcceptDocument(source, admission, intake, book, clock, SETTINGS, passage);
    }

    /** @return a letter of VPCP to HCMC */
    TestSubmission submission() {
        return new TestSubmission(store, SEALED, new Directory(database.dataSource(), () -> NOW));
    }

    Receipts receipts() {
        return new Receipts(database.dataSource());
    }

    long documentKey(MessageId messageId) {
        return database.jdbc()
                .sql("select document_key from document where message_id = ?")
                .param(messageId.value())
                .query(Long.class)
                .single();
    }

    long count(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    /** @return rows of everything that an acceptance writes */
    long acceptedRows() {
        return List.of("document", "attachment", "delivery", "refused_recipient", "outbox", "request").stream()
                        .mapToLong(this::count)
                        .sum()
                + events("Accepted").size();
    }

    List<String> events(String kind) {
        return database.jdbc()
                .sql("select line from event where kind = ? order by event_id")
                .param(kind)
                .query(String.class)
                .list();
    }

    List<Map<String, Object>> rows(String sql) {
        return database.jdbc().sql(sql).query().listOfRows();
    }

    private EventBook events() {
        return new EventBook(database.dataSource(), new SecureRandom());
    }

    /** What was sealed is of no matter here: that it was, by whom and when, is. */
    private static SealedMessage seal() {
        RequestContext context = new RequestContext();
        context.setBus("urn:lienthong:bus:test");
        context.setRequestId("r-1");
        CheckConnection message = new CheckConnection();
        message.setRequestContext(context);
        return SEAL.verify(SEAL.sealed(message, SEAL.vpcp()));
    }
}
