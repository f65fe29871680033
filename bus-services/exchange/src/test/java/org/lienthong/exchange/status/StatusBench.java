package org.lienthong.exchange.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.lienthong.exchange.acceptance.AcceptanceSettings;
import org.lienthong.exchange.admission.AnnouncedEdxml;
import org.lienthong.exchange.admission.RawEntity;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.notice.StatusFields;
import org.lienthong.exchange.postgres.RequestPartitions;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.store.DiskGuard;
import org.lienthong.exchange.store.Spool;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.exchange.testing.WaitingDocuments;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.edxml.EdxmlWriter;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.edxml.StatusNote;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.seal.SealFixtures;
import org.lienthong.message.seal.SealedMessage;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.types.RequestContext;

/** The rooms of status messages over a real database and store, and documents of VPCP to speak of. */
final class StatusBench {

    static final OrganId VPCP = new OrganId("G22");
    static final OrganId HCMC = new OrganId("H29");
    static final OrganId HUE = new OrganId("H57");
    static final AcceptanceSettings SETTINGS = AcceptanceSettings.of("lienthong.example/log");

    private static final SealFixtures SEAL = new SealFixtures();
    private static final SealedMessage OF_VPCP = seal(SEAL.vpcp());
    private static final SealedMessage OF_HCMC = seal(SEAL.hcmc());
    private static final EdxmlReader READER = new EdxmlReader();

    final ExchangeDatabase database;
    final ManualClock clock = new ManualClock();
    final WaitingDocuments documents;
    final ContentStore store;
    final AcceptStatus accept;

    StatusBench(ExchangeDatabase database, Path folder) {
        this.database = database;
        this.documents = new WaitingDocuments(database, clock);
        this.store = new ContentStore(folder.resolve("store"));
        database.clear();
        documents.organs(VPCP, HCMC, HUE);
        new RequestPartitions(database.jdbc()).keep(LocalDate.ofInstant(SealFixtures.NOW, ZoneOffset.UTC));
        for (Map.Entry<String, OrganId> system :
                Map.of("vpcp", VPCP, "hcmc", HCMC).entrySet()) {
            database.jdbc()
                    .sql("insert into system (system_id, organ_id, name) values (:id, :organ, :id)")
                    .param("id", system.getKey())
                    .param("organ", system.getValue().value())
                    .update();
        }
        EventBook events = new EventBook(database.dataSource(), new SecureRandom());
        this.accept = new AcceptStatus(
                new AcceptStatus.Surroundings(
                        database.dataSource(),
                        new Directory(database.dataSource(), clock),
                        events,
                        new NoticeBook(database.dataSource(), organs -> {}),
                        clock),
                READER,
                new DiskGuard(folder, 0),
                SETTINGS);
    }

    private static SealedMessage seal(SigningKey key) {
        RequestContext context = new RequestContext();
        context.setBus("urn:lienthong:bus:test");
        context.setRequestId("r-1");
        CheckConnection message = new CheckConnection();
        message.setRequestContext(context);
        return SEAL.verify(SEAL.sealed(message, key));
    }

    /** A document of VPCP to HCMC that HCMC has signed for. */
    Sent taken() {
        return sent(DeliveryState.TAKEN, true);
    }

    Sent sent(DeliveryState state, boolean served) {
        Sent sent = named(documents.send(VPCP, HCMC));
        boolean held = state == DeliveryState.LEASED || state == DeliveryState.SERVED;
        database.jdbc()
                .sql("update delivery set state = :state, first_served_at = case when :served then now() end,"
                        + " lease_id = case when :held then gen_random_uuid() end, lease_end = case when :held then"
                        + " :now + interval '1 hour' end, lease_system = case when :held then 'hcmc' end"
                        + " where delivery_id = :id")
                .param("state", state.name())
                .param("served", served)
                .param("held", held)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", sent.delivery().value())
                .update();
        return sent;
    }

    /** The same document under a DocumentId that edXML allows. */
    Sent named(Sent sent) {
        String id = sent.message().value();
        database.jdbc()
                .sql("update document set document_id = ? where message_id = ?")
                .params(id, id)
                .update();
        return new Sent(sent.delivery(), sent.message(), new DocumentId(id), sent.from(), sent.to());
    }

    /** As its rightful side would say it of this document. */
    Draft say(StatusCode code, Sent of) {
        return new Draft(this, code, of);
    }

    /** A status message about to be sent: what differs from the usual. */
    static final class Draft {

        private final StatusBench bench;
        private final StatusCode code;
        private OrganId from;
        private OrganId counterpart;
        private DocumentId document;
        private Digest edxml;
        private Optional<DeliveryId> delivery;
        private String messageId = "s-" + UUID.randomUUID();
        private String requestId = UUID.randomUUID().toString();
        private Optional<String> description = Optional.of("đã xem");
        private StatusFields fields = StatusFields.NONE;
        private boolean byVpcp;
        private Optional<OrganId> actingFor = Optional.empty();
        private Instant saidAt = Instant.parse("2026-03-02T02:00:00Z");

        private Draft(StatusBench bench, StatusCode code, Sent of) {
            this.bench = bench;
            this.code = code;
            this.byVpcp = code.isOfTheSender();
            this.from = byVpcp ? VPCP : HCMC;
            this.counterpart = byVpcp ? HCMC : VPCP;
            this.document = of.document();
            this.edxml = Digest.sha256(("edxml " + of.message().value()).getBytes(StandardCharsets.UTF_8));
            this.delivery = Optional.of(of.delivery());
        }

        Draft by(OrganId organ) {
            byVpcp = organ.equals(VPCP);
            from = organ;
            return this;
        }

        Draft onBehalf(OrganId organ) {
            actingFor = Optional.of(organ);
            return this;
        }

        Draft writtenFrom(OrganId organ) {
            from = organ;
            return this;
        }

        Draft respondingTo(OrganId organ) {
            counterpart = organ;
            return this;
        }

        Draft ofDocument(DocumentId other) {
            document = other;
            return this;
        }

        Draft about(Digest other) {
            edxml = other;
            return this;
        }

        Draft of(DeliveryId other) {
            delivery = Optional.of(other);
            return this;
        }

        Draft withoutDeliveryId() {
            delivery = Optional.empty();
            return this;
        }

        Draft messageId(String id) {
            messageId = id;
            return this;
        }

        Draft requestId(String id) {
            requestId = id;
            return this;
        }

        Draft describedAs(String text) {
            description = Optional.of(text);
            return this;
        }

        Draft undescribed() {
            description = Optional.empty();
            return this;
        }

        Draft with(StatusFields some) {
            fields = some;
            return this;
        }

        StatusSubmission build() {
            StatusNote.About about =
                    new StatusNote.About(counterpart, "7816/VPCP", Optional.of(LocalDate.of(2026, 3, 2)), document);
            StatusNote note = StatusNote.of(new Letter.Party(from, "Cơ quan " + from), about, code, saidAt);
            byte[] bytes =
                    new EdxmlWriter().write(description.map(note::describedAs).orElse(note));
            SealedMessage sealed = byVpcp ? OF_VPCP : OF_HCMC;
            return new StatusSubmission(
                    sealed,
                    new Directory(bench.database.dataSource(), bench.clock)
                            .authorise(sealed.system(), actingFor, Scope.STATUS),
                    new RequestId(requestId),
                    new MessageId(messageId),
                    new AnnouncedEdxml(bytes.length, Digest.sha256(bytes), bytes),
                    new StatusSubmission.SpokenOf(delivery, edxml),
                    fields,
                    new Entity(bench.store, sealed.envelope().bytes()),
                    bench.clock.instant());
        }

        Receipt send() {
            return bench.accept.accept(build());
        }

        Refusal refusal() {
            StatusSubmission submission = build();
            long before = bench.count("status") + bench.count("request") + bench.count("event") + bench.count("notice");
            RefusedException refused =
                    Assertions.catchThrowableOfType(RefusedException.class, () -> bench.accept.accept(submission));
            assertThat(refused).as("refused").isNotNull();
            assertThat(bench.count("status") + bench.count("request") + bench.count("event") + bench.count("notice"))
                    .as("a refused one leaves nothing")
                    .isEqualTo(before);
            return refused.refusal();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entity(ContentStore store, byte[] root) implements RawEntity {

        @Override
        public String contentType() {
            return "text/xml";
        }

        @Override
        public long rootOffset() {
            return 0;
        }

        @Override
        public String rootContentType() {
            return "text/xml";
        }

        @Override
        public StoredObject keep() throws IOException {
            try (Spool spool = store.spool()) {
                spool.write(root);
                return store.keep(spool);
            }
        }

        @Override
        public void wipe() {
            // nothing was spooled
        }
    }

    long count(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    List<String> column(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }

    /** The chain of a delivery, following prev from last_event; the lines in order. */
    List<String> chain(DeliveryId delivery) {
        return database.jdbc()
                .sql("""
                        with recursive back as (
                          select e.*, 0 depth from event e join delivery d on d.last_event = e.sha256
                          where d.delivery_id = :id
                          union all
                          select e.*, depth + 1 from event e join back b on b.prev_sha256 = e.sha256)
                        select kind from back order by depth desc""")
                .param("id", delivery.value())
                .query(String.class)
                .list();
    }

    String state(DeliveryId delivery) {
        return database.jdbc()
                .sql("select state from delivery where delivery_id = :id")
                .param("id", delivery.value())
                .query(String.class)
                .single();
    }

    /** @return kind and organ of each notice, in the order written */
    List<String> notices() {
        return column("select kind || ' ' || organ_id from notice order by notice_id");
    }

    String standing(DeliveryId delivery) {
        return database.transactions().execute(begun -> database.jdbc()
                .sql(BoundDelivery.SELECT + " where d.delivery_id = :id")
                .param("id", delivery.value())
                .query(BoundDelivery::read)
                .single()
                .standing()
                .toString());
    }
}
