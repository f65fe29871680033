package org.lienthong.exchange.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.relay.Bell;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.relay.WakeUps;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.exchange.testing.WaitingDocuments;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

final class NoticesTest {

    private static final OrganId VPCP = new OrganId("G22");
    private static final OrganId HCMC = new OrganId("H29");
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Digest EVENT = Digest.sha256(new byte[] {3});

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private final ManualClock clock = new ManualClock();
    private WaitingDocuments documents;
    private BrokerLink link;
    private WakeUps wakeUps;
    private Bell bell;
    private NoticeBook book;
    private Notices notices;

    @BeforeEach
    void open() {
        DATABASE.clear();
        documents = new WaitingDocuments(DATABASE, clock);
        documents.organs(VPCP, HCMC);
        link = new BrokerLink(BROKER.connections());
        wakeUps = new WakeUps(link);
        wakeUps.start();
        bell = new Bell(link);
        bell.start();
        book = new NoticeBook(DATABASE.dataSource(), bell::ring);
        notices = new Notices(DATABASE.dataSource(), wakeUps, 2);
    }

    @AfterEach
    void close() {
        notices.close();
        bell.close();
        wakeUps.close();
        link.close();
    }

    private Sent expire() {
        Sent sent = documents.send(VPCP, HCMC);
        DATABASE.transactions()
                .executeWithoutResult(
                        begun -> book.tellSender(sent.delivery(), NoticeKind.EXPIRED, clock.instant(), EVENT));
        return sent;
    }

    private List<Sent> expire(int times) {
        return IntStream.range(0, times).mapToObj(n -> expire()).toList();
    }

    private NoticePage page(int max, Optional<NoticeId> after) throws Exception {
        return notices.receive(new NoticeRequest(VPCP, max, after), Duration.ZERO)
                .get(30, TimeUnit.SECONDS);
    }

    private static List<Object> deliveries(NoticePage page) {
        return page.notices().stream()
                .map(notice -> (Object) notice.delivery().orElseThrow().id())
                .toList();
    }

    @Test
    void comeInOrderPageByPageAndAreThereAgain() throws Exception {
        List<Object> sent =
                expire(5).stream().map(one -> (Object) one.delivery()).toList();

        NoticePage first = page(2, Optional.empty());
        NoticePage second = page(2, first.next());
        NoticePage third = page(2, second.next());

        assertThat(deliveries(first)).isEqualTo(sent.subList(0, 2));
        assertThat(first.more()).isTrue();
        assertThat(deliveries(second)).isEqualTo(sent.subList(2, 4));
        assertThat(deliveries(third)).isEqualTo(sent.subList(4, 5));
        assertThat(third.more()).isFalse();
        NoticePage end = page(2, third.next());
        assertThat(end.notices()).isEmpty();
        assertThat(end.next()).isEqualTo(third.next());
        assertThat(deliveries(page(100, Optional.empty())))
                .as("nothing was used up")
                .isEqualTo(sent);
        assertThat(notices.receive(new NoticeRequest(HCMC, 9, Optional.empty()), Duration.ZERO)
                        .get()
                        .notices())
                .as("another's")
                .isEmpty();
    }

    @Test
    void noCursorPassesByANoticeThatCommitsLate() throws Exception {
        Sent early = documents.send(VPCP, HCMC);
        try (Connection held = DATABASE.dataSource().getConnection()) {
            held.setAutoCommit(false);
            SingleConnectionDataSource one = new SingleConnectionDataSource(held, true);
            int written = JdbcClient.create(one)
                    .sql(
                            "insert into notice (organ_id, kind, delivery_id, at, detail) values ('G22', 'EXPIRED', ?, now(),"
                                    + " jsonb_build_object('event', repeat('0', 64)))")
                    .param(early.delivery().value())
                    .update();
            assertThat(written).isEqualTo(1);
            Sent late = expire();

            assertThat(page(10, Optional.empty()).notices())
                    .as("the later one has committed, but an older transaction is open")
                    .isEmpty();

            held.commit();
            assertThat(deliveries(page(10, Optional.empty()))).containsExactly(early.delivery(), late.delivery());
        }
    }

    @Test
    void aLateCommitterWithTheHigherIdentityIsNotSkippedEither() throws Exception {
        try (Connection held = DATABASE.dataSource().getConnection()) {
            held.setAutoCommit(false);
            JdbcClient open = JdbcClient.create(new SingleConnectionDataSource(held, true));
            open.sql("select pg_current_xact_id()::text").query(String.class).single();
            expire();
            Sent heldSent = documents.send(VPCP, HCMC);
            Optional<NoticeId> cursor = page(10, Optional.empty()).next();
            assertThat(cursor).isEmpty();
            open.sql("insert into notice (organ_id, kind, delivery_id, at, detail) values ('G22', 'EXPIRED', ?, now(),"
                            + " jsonb_build_object('event', repeat('0', 64)))")
                    .param(heldSent.delivery().value())
                    .update();
            held.commit();
        }
        NoticePage first = page(1, Optional.empty());
        NoticePage rest = page(10, first.next());
        assertThat(first.notices().size() + rest.notices().size()).isEqualTo(2);
    }

    @Test
    void withoutACursorOnlyWhatIsUnconfirmedComesWithOneEverything() throws Exception {
        expire(3);
        NoticePage all = page(10, Optional.empty());
        DATABASE.jdbc()
                .sql("update notice set confirmed_at = now() where notice_uuid = ?")
                .param(all.notices().get(1).id().value())
                .update();

        assertThat(page(10, Optional.empty()).notices())
                .extracting(Notice::id)
                .containsExactly(all.notices().get(0).id(), all.notices().get(2).id());
        assertThat(page(10, Optional.of(all.notices().get(0).id())).notices())
                .extracting(Notice::id)
                .containsExactly(all.notices().get(1).id(), all.notices().get(2).id());
    }

    @Test
    void tellWhatTheBusKnowsAndDigestsItTheSameEveryTime() throws Exception {
        Sent sent = expire();
        DATABASE.transactions()
                .executeWithoutResult(begun -> book.tellClosed(
                        VPCP, new OrganId("H26.TX"), Optional.of(HCMC), Instant.parse("2026-03-02T01:30:00Z"), EVENT));

        List<Notice> told = page(10, Optional.empty()).notices();

        assertThat(told.get(0)).satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(NoticeKind.EXPIRED);
            assertThat(notice.event()).isEqualTo(EVENT);
            Notice.OfDelivery of = notice.delivery().orElseThrow();
            assertThat(of.messageId()).isEqualTo(sent.message());
            assertThat(of.from()).isEqualTo(VPCP);
            assertThat(of.to()).isEqualTo(new OrganId("000.H29"));
            assertThat(of.attempt()).contains(1);
        });
        assertThat(told.get(1).closed()).contains(new Notice.Closed(new OrganId("H26.TX"), Optional.of(HCMC)));
        assertThat(page(10, Optional.empty()).notices()).isEqualTo(told);
        String text = "NoticeId\t" + told.get(1).id() + "\nKind\tORGAN_CLOSED\nAt\t2026-03-02T01:30:00.000Z\n"
                + "Organ\tH26.TX\nSuccessor\tH29\nEventSha256\t" + EVENT + "\n";
        assertThat(told.get(1).sha256()).isEqualTo(Digest.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void areWrittenInTheTransactionOfTheirFactOrNotAtAll() {
        Sent sent = documents.send(VPCP, HCMC);
        assertThatThrownBy(() -> book.tellSender(sent.delivery(), NoticeKind.EXPIRED, clock.instant(), EVENT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void someoneWhoIsStuckIsToldOfOnce() throws Exception {
        Sent sent = documents.send(VPCP, HCMC);
        for (int i = 0; i < 2; i++) {
            DATABASE.transactions()
                    .executeWithoutResult(
                            begun -> book.tellSender(sent.delivery(), NoticeKind.STUCK, clock.instant(), EVENT));
        }
        assertThat(page(10, Optional.empty()).notices()).hasSize(1);
    }

    @Test
    void refuseAForeignCursorAndBadBounds() throws Exception {
        expire();
        NoticeId mine = page(1, Optional.empty()).next().orElseThrow();
        assertThat(code(() -> notices.receive(new NoticeRequest(HCMC, 1, Optional.of(mine)), Duration.ZERO)))
                .isEqualTo(RefusalCode.UNKNOWN_NOTICE);
        assertThat(code(() ->
                        notices.receive(new NoticeRequest(VPCP, 1, Optional.of(NoticeId.random())), Duration.ZERO)))
                .isEqualTo(RefusalCode.UNKNOWN_NOTICE);
        for (int max : new int[] {0, 101}) {
            assertThat(code(() -> notices.receive(new NoticeRequest(VPCP, max, Optional.empty()), Duration.ZERO)))
                    .isEqualTo(RefusalCode.REQUEST_INVALID);
        }
        assertThat(code(() -> notices.receive(new NoticeRequest(VPCP, 1, Optional.empty()), Duration.ofSeconds(51))))
                .isEqualTo(RefusalCode.REQUEST_INVALID);
    }

    private static RefusalCode code(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).refusal().code();
    }

    @Test
    void whoWaitsIsWokenByTheNoticeThatCommits() throws Exception {
        awaitListening();
        CompletableFuture<NoticePage> waits = notices.receive(new NoticeRequest(VPCP, 5, Optional.empty()), LONG);
        assertThat(waits).isNotDone();
        long told = System.nanoTime();
        Sent sent = expire();

        assertThat(deliveries(waits.get(30, TimeUnit.SECONDS))).containsExactly(sent.delivery());
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void whoWaitsLooksAgainUntilAnOlderTransactionHasEnded() throws Exception {
        awaitListening();
        List<CompletableFuture<NoticePage>> waits = new ArrayList<>();
        try (Connection held = DATABASE.dataSource().getConnection()) {
            held.setAutoCommit(false);
            JdbcClient.create(new SingleConnectionDataSource(held, true))
                    .sql("select pg_current_xact_id()::text")
                    .query(String.class)
                    .single();
            waits.add(notices.receive(new NoticeRequest(VPCP, 5, Optional.empty()), LONG));
            expire();
            assertThat(waits.get(0)).isNotDone();
            held.rollback();
        }
        assertThat(waits.get(0).get(20, TimeUnit.SECONDS).notices()).hasSize(1);
    }

    /** Until this process hears the bell. */
    private void awaitListening() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            CompletableFuture<NoticePage> probe =
                    notices.receive(new NoticeRequest(HCMC, 1, Optional.empty()), Duration.ofSeconds(50));
            DATABASE.transactions()
                    .executeWithoutResult(
                            begun -> book.tellClosed(HCMC, VPCP, Optional.empty(), clock.instant(), EVENT));
            boolean heard = !probe.get(60, TimeUnit.SECONDS).notices().isEmpty();
            DATABASE.jdbc().sql("update notice set confirmed_at = now()").update();
            return heard;
        });
    }
}
