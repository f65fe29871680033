package org.lienthong.exchange.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.exchange.testing.WaitingDocuments;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.evidence.ObjectDigest;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

final class ConfirmNoticesTest {

    private static final OrganId VPCP = new OrganId("G22");
    private static final OrganId HCMC = new OrganId("H29");
    private static final Digest EVENT = Digest.sha256(new byte[] {3});

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private final ManualClock clock = new ManualClock();
    private final WaitingDocuments documents = new WaitingDocuments(DATABASE, clock);
    private NoticeBook book;
    private ConfirmNotices confirm;

    @BeforeEach
    void open() {
        DATABASE.clear();
        documents.organs(VPCP, HCMC);
        book = new NoticeBook(DATABASE.dataSource(), organs -> {});
        confirm = new ConfirmNotices(
                DATABASE.dataSource(),
                new EventBook(DATABASE.dataSource(), new SecureRandom()),
                new ReplayGuard(DATABASE.dataSource()),
                clock);
    }

    private Notice expired() {
        Sent sent = documents.send(VPCP, HCMC);
        DATABASE.transactions()
                .executeWithoutResult(
                        begun -> book.tellSender(sent.delivery(), NoticeKind.EXPIRED, clock.instant(), EVENT));
        return notice(sent);
    }

    /** A status message as rows, without the room that accepts it. */
    private Notice status(Sent sent, int seq) {
        DATABASE.transactions().executeWithoutResult(begun -> {
            long key = DATABASE.jdbc()
                    .sql("""
                            insert into status (from_organ, message_id, delivery_id, seq, code, to_organ, addressed_as,
                              content_digest, accepted_at, system_id, signer_spki_sha256, signer_certificate, provenance,
                              raw_sha256, raw_length, raw_content_type, root_offset, root_length, root_sha256,
                              root_content_type, edxml, edxml_sha256, said_at, event_sha256, log_origin, log_by)
                            select 'H29', 's-' || :seq || d.delivery_id, d.delivery_id, :seq, '05', 'G22', 'G22', '\\x00', :now,
                              'H29', '\\x00', '\\x00', 'SignedBySender', sha256('raw'), 100, 'text/xml', 0, 100,
                              sha256('raw'), 'text/xml', '\\x3c', sha256('\\x3c'), :now, doc.event_sha256, 'test', :now
                            from delivery d join document doc using (document_key) where d.delivery_id = :id
                            returning status_key""")
                    .param("seq", seq)
                    .param("id", sent.delivery().value())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single();
            book.tellStatus(VPCP, sent.delivery(), key, clock.instant());
        });
        return notice(sent);
    }

    /** @return the last written of this delivery */
    private static Notice notice(Sent sent) {
        return DATABASE.jdbc()
                .sql(NoticeRow.SELECT + " where n.delivery_id = :id order by n.notice_id desc limit 1")
                .param("id", sent.delivery().value())
                .query(NoticeRow::read)
                .single();
    }

    private NoticeConfirmation request(OrganId organ, NoticeConfirmation.Entry... entries) {
        return new NoticeConfirmation(
                new SignedRequest(
                        new SystemId(organ.value()),
                        new RequestId(UUID.randomUUID().toString()),
                        clock.instant(),
                        "ConfirmNotices",
                        EVENT,
                        clock.instant()),
                organ,
                List.of(entries),
                new ObjectDigest(EVENT, 77, "text/xml"));
    }

    private NoticeConfirmation request(Notice... notices) {
        return request(
                VPCP,
                Arrays.stream(notices)
                        .map(notice -> new NoticeConfirmation.Entry(notice.id(), notice.sha256()))
                        .toArray(NoticeConfirmation.Entry[]::new));
    }

    private Refusal refusal(NoticeConfirmation request) {
        return catchThrowableOfType(RefusedException.class, () -> confirm.confirm(request))
                .refusal();
    }

    private static long count(String from) {
        return DATABASE.jdbc()
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }

    @Test
    void theFirstTimeCountsHoweverOftenItIsSaid() {
        Notice one = expired();
        Notice two = status(documents.send(VPCP, HCMC), 1);
        Instant first = clock.instant();
        NoticeConfirmation request = request(two, one);

        assertThat(confirm.confirm(request))
                .containsExactly(new ConfirmedNotice(two.id(), first), new ConfirmedNotice(one.id(), first));
        clock.advance(Duration.ofHours(1));
        assertThat(confirm.confirm(request)).as("the same bytes").allMatch(done -> done.confirmedAt()
                .equals(first));
        assertThat(confirm.confirm(request(one))).containsExactly(new ConfirmedNotice(one.id(), first));

        assertThat(count("event where kind = 'StatusConfirmed'")).isEqualTo(1);
        assertThat(count("notice where confirmed_at is null")).isZero();
    }

    @Test
    void aConfirmedStatusIsALinkOfItsDeliverysChain() {
        Sent sent = documents.send(VPCP, HCMC);
        Notice one = status(sent, 1);
        Notice two = status(sent, 2);

        confirm.confirm(request(one, two));

        assertThat(DATABASE.jdbc()
                        .sql("""
                                with recursive back as (
                                  select e.*, 0 depth from event e join delivery d on d.last_event = e.sha256
                                  where d.delivery_id = :id
                                  union all
                                  select e.*, depth + 1 from event e join back b on b.prev_sha256 = e.sha256)
                                select kind from back order by depth desc""")
                        .param("id", sent.delivery().value())
                        .query(String.class)
                        .list())
                .containsExactly("Accepted", "StatusConfirmed", "StatusConfirmed");
        assertThat(DATABASE.jdbc()
                        .sql("select line from event where kind = 'StatusConfirmed' order by event_id desc limit 1")
                        .query(String.class)
                        .single())
                .contains("\"organ\":\"G22\"", "\"statusCode\":\"05\"", "\"confirmed\":\"" + two.sha256())
                .contains("\"raw\":{\"sha256\":\"" + EVENT);
    }

    @Test
    void anothersNoticeAndNoneAtAllLookTheSameAndNothingIsConfirmed() {
        Notice mine = expired();
        NoticeConfirmation.Entry entry = new NoticeConfirmation.Entry(mine.id(), mine.sha256());
        NoticeConfirmation.Entry nobodys = new NoticeConfirmation.Entry(NoticeId.random(), mine.sha256());

        assertThat(refusal(request(HCMC, entry)).code()).isEqualTo(RefusalCode.UNKNOWN_NOTICE);
        assertThat(refusal(request(VPCP, entry, nobodys)).element()).contains("Notice[2]/NoticeId");
        assertThat(count("notice where confirmed_at is not null")).isZero();
        assertThat(count("request")).isZero();
    }

    @Test
    void theDigestMustBeThatOfTheNotice() {
        Notice one = expired();
        assertThat(refusal(request(VPCP, new NoticeConfirmation.Entry(one.id(), EVENT)))
                        .code())
                .isEqualTo(RefusalCode.CONFIRM_MISMATCH);
    }

    @Test
    void noneOneTwiceAndTooManyAreInvalid() {
        Notice one = expired();
        assertThat(refusal(request(VPCP)).code()).isEqualTo(RefusalCode.REQUEST_INVALID);
        assertThat(refusal(request(one, one)).code()).isEqualTo(RefusalCode.REQUEST_INVALID);
    }
}
