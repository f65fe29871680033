package org.lienthong.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.lienthong.client.sending.Receipt;
import org.lienthong.exchange.postgres.EmbeddedPostgres;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.tracking.Balance;
import org.lienthong.exchange.tracking.Conservation;
import org.lienthong.message.identity.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Holds the clients' ledger against the database and the content of a bus that has stopped. */
final class Audit {

    private final Ledger ledger;
    private final JdbcClient database;
    private final Conservation conservation;
    private final ContentStore store;

    Audit(Ledger ledger, EmbeddedPostgres postgres, CrashSite site) {
        this.ledger = ledger;
        DataSource source = new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password());
        this.database = JdbcClient.create(source);
        this.conservation = new Conservation(source);
        this.store = new ContentStore(site.data().resolve("content"));
    }

    private record Row(String message, String organ, String delivery, String state, String digest) {}

    /** One delivery for each sender, MessageId and recipient, the one of the receipt, and it is taken. */
    void everyReceiptHasItsDocumentTakenOnce() {
        List<Row> rows = database.sql("""
                        select message_id, organ_id, delivery_id, state, content_digest
                        from delivery join document using (document_key)""")
                .query((row, n) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Digest.of(row.getBytes(5)).toString()))
                .list();
        Set<Row> promised = new HashSet<>();
        for (Receipt receipt : ledger.receipts().values()) {
            for (Receipt.Recipient to : receipt.recipients()) {
                promised.add(new Row(
                        receipt.messageId().value(),
                        to.organ().value(),
                        to.delivery().orElseThrow().toString(),
                        "TAKEN",
                        receipt.contentDigest().toString()));
            }
        }
        assertThat(rows).containsExactlyInAnyOrderElementsOf(promised);
        assertThat(ledger.taken().entrySet().stream()
                        .map(taken ->
                                taken.getKey().message() + " " + taken.getKey().organ() + " " + taken.getValue()))
                .containsExactlyInAnyOrderElementsOf(promised.stream()
                        .map(row -> row.message() + " " + row.organ() + " " + row.delivery())
                        .toList());
        assertThat(count("confirmation where outcome = 'TAKEN'")).isEqualTo(rows.size());
        assertThat(count("outbox")).as("tokens of the dead").isZero();
    }

    /** The bus's own books say the same as the clients' ledger. */
    void theBooksBalance() {
        Balance books = conservation.of(Instant.EPOCH, Instant.now().plusSeconds(60));
        assertThat(books.faults()).isEmpty();
        assertThat(books.taken()).isEqualTo(ledger.taken().size());
        assertThat(books.promised()).isEqualTo(books.taken());
    }

    /** Every digest that a row names is the digest of what lies in the store. */
    void allContentIsThere() throws IOException {
        List<ContentSlice> named = database.sql("""
                        select raw_sha256, raw_length from document union
                        select edxml_sha256, edxml_length from document union
                        select object_sha256, length from attachment where object_sha256 = sha256""")
                .query((row, n) -> new ContentSlice(Digest.of(row.getBytes(1)), 0, row.getLong(2)))
                .list();
        assertThat(named).isNotEmpty();
        for (ContentSlice object : named) {
            try (InputStream in = store.open(object)) {
                assertThat(Digest.sha256(in.readAllBytes())).isEqualTo(object.object());
            }
        }
        assertThat(database.sql("select raw_sha256 from confirmation")
                        .query((row, n) -> Digest.of(row.getBytes(1)))
                        .list())
                .allMatch(store::holds);
    }

    private record Link(String sha256, String prev, int seq, String kind, String delivery) {}

    /** From the last event of each delivery, link by link, to its document's acceptance; and no event beside the chain. */
    void everyChainIsUnbroken() {
        Map<String, Link> links = new HashMap<>();
        database.sql("select sha256, prev_sha256, seq, kind, delivery_id, line from event")
                .query((row, n) -> {
                    String computed = Digest.sha256(row.getString(6).getBytes(StandardCharsets.UTF_8))
                            .toString();
                    byte[] prev = row.getBytes(2);
                    assertThat(Digest.of(row.getBytes(1)).toString()).isEqualTo(computed);
                    return new Link(
                            computed,
                            prev == null ? "" : Digest.of(prev).toString(),
                            row.getInt(3),
                            row.getString(4),
                            String.valueOf(row.getString(5)));
                })
                .list()
                .forEach(link -> links.put(link.sha256(), link));
        Map<String, Long> ofDelivery =
                links.values().stream().collect(Collectors.groupingBy(Link::delivery, Collectors.counting()));
        database.sql("""
                        select delivery_id, last_event, event_sha256 from delivery join document using (document_key)""")
                .query((row, n) -> {
                    walk(
                            links,
                            row.getString(1),
                            Digest.of(row.getBytes(2)).toString(),
                            Digest.of(row.getBytes(3)).toString(),
                            ofDelivery.getOrDefault(row.getString(1), 0L));
                    return true;
                })
                .list();
    }

    private static void walk(Map<String, Link> links, String delivery, String last, String acceptance, long events) {
        Link at = link(links, last);
        assertThat(at.kind()).isEqualTo("Taken");
        long own = 0;
        while (at.seq() > 0) {
            assertThat(at.delivery()).isEqualTo(delivery);
            own++;
            Link before = link(links, at.prev());
            assertThat(before.seq()).isEqualTo(at.seq() - 1);
            at = before;
        }
        assertThat(at.sha256()).as("where the chain of %s begins", delivery).isEqualTo(acceptance);
        assertThat(own).as("events of %s beside its chain", delivery).isEqualTo(events);
    }

    private static Link link(Map<String, Link> links, String sha256) {
        return Optional.ofNullable(links.get(sha256))
                .orElseThrow(() -> new AssertionError("a chain names the event " + sha256 + ", which is not there"));
    }

    private long count(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}
