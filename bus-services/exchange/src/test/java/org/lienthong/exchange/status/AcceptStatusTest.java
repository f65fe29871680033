package org.lienthong.exchange.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.notice.StatusFields;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.receipt.ReceiptRecipient;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.refusal.Violation;

final class AcceptStatusTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @TempDir
    Path folder;

    private StatusBench bench;

    @BeforeEach
    void open() {
        bench = new StatusBench(DATABASE, folder);
    }

    @Test
    void keepsStatusEvidenceStandingAndNoticeTogether() {
        Sent sent = bench.taken();

        Receipt receipt = bench.say(StatusCode.RECEIVED, sent).messageId("s-1").send();

        assertThat(receipt.documentId()).isEqualTo(sent.document());
        assertThat(receipt.recipients())
                .containsExactly(ReceiptRecipient.accepted(StatusBench.VPCP, StatusBench.VPCP, sent.delivery()));
        assertThat(bench.chain(sent.delivery())).containsExactly("Accepted", "Status");
        assertThat(bench.column("select line from event where kind = 'Status'"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(
                                "\"from\":\"H29\"", "\"to\":\"H29\"", "\"messageId\":\"s-1\"", "\"statusCode\":\"03\"")
                        .contains("\"statusSeq\":1", "\"about\":\"", "\"raw\":{", "\"root\":{", "\"edxml\":{")
                        .contains("\"contentDigest\":\"" + receipt.contentDigest() + "\"")
                        .doesNotContain("đã xem"));
        assertThat(bench.standing(sent.delivery())).isEqualTo("03");
        assertThat(bench.notices()).containsExactly("STATUS G22");
        Digest raw = Digest.of(bench.database
                .jdbc()
                .sql("select raw_sha256 from status")
                .query(byte[].class)
                .single());
        assertThat(bench.store.holds(raw)).as("the signed request").isTrue();
    }

    @Test
    void carriesAWholeLifeInOrderAndNumbersIt() {
        Sent sent = bench.taken();
        for (StatusCode code : List.of(
                StatusCode.ARRIVED,
                StatusCode.RECEIVED,
                StatusCode.ASSIGNED,
                StatusCode.IN_WORK,
                StatusCode.IN_WORK,
                StatusCode.COMPLETED)) {
            bench.say(code, sent).send();
        }

        assertThat(bench.column("select seq || ' ' || code from status order by status_key"))
                .containsExactly("1 01", "2 03", "3 04", "4 05", "5 05", "6 06");
        assertThat(bench.chain(sent.delivery()))
                .containsExactly("Accepted", "Status", "Status", "Status", "Status", "Status", "Status");
    }

    @Test
    void aRetryIsToldTheSameReceiptWhateverItsSignatureAndWhateverHappenedSince() {
        Sent sent = bench.taken();
        Receipt first = bench.say(StatusCode.ARRIVED, sent).messageId("s-1").send();
        bench.clock.advance(Duration.ofMinutes(3));
        bench.say(StatusCode.COMPLETED, sent).send();

        assertThat(bench.say(StatusCode.ARRIVED, sent).messageId("s-1").send()).isEqualTo(first);
        assertThat(bench.say(StatusCode.ARRIVED, sent)
                        .messageId("s-1")
                        .withoutDeliveryId()
                        .send())
                .isEqualTo(first);
        assertThat(bench.count("status")).isEqualTo(2);
        assertThat(bench.count("notice")).isEqualTo(2);
    }

    @Test
    void oneMessageIdIsOneThingAmongStatusesAndDocuments() {
        Sent sent = bench.taken();
        Sent other = bench.taken();
        bench.say(StatusCode.ARRIVED, sent).messageId("s-1").send();

        assertThat(bench.say(StatusCode.RECEIVED, sent)
                        .messageId("s-1")
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.ID_REUSED);
        assertThat(bench.say(StatusCode.ARRIVED, sent)
                        .messageId("s-1")
                        .of(other.delivery())
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.ID_REUSED);
        assertThat(bench.say(StatusCode.ARRIVED, sent)
                        .messageId("s-1")
                        .with(new StatusFields(
                                Optional.of("12"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.ID_REUSED);
        assertThat(bench.say(StatusCode.ASKED_BACK, sent)
                        .messageId(sent.message().value())
                        .refusal()
                        .code())
                .as("that of VPCP's own document")
                .isEqualTo(RefusalCode.ID_REUSED);
    }

    @Test
    void oneRequestIdIsOneStatus() {
        Sent sent = bench.taken();
        bench.say(StatusCode.ARRIVED, sent).requestId("r-1").send();

        assertThat(bench.say(StatusCode.RECEIVED, sent)
                        .requestId("r-1")
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource(
            value = DeliveryState.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TAKEN"})
    void theRecipientsWorkBeginsOnlyOnceItHasSignedForTheDocument(DeliveryState state) {
        Sent sent = bench.sent(state, true);

        for (StatusCode code : List.of(StatusCode.ARRIVED, StatusCode.REFUSED, StatusCode.IN_WORK)) {
            Refusal refusal = bench.say(code, sent).refusal();
            assertThat(refusal.code()).isEqualTo(RefusalCode.STATUS_NOT_ALLOWED);
            assertThat(refusal.facts().get("state")).isEqualTo(state.name());
        }
    }

    @Test
    void whatIsOutOfOrderIsToldWhereItStandsAndWhatMayFollow() {
        Sent sent = bench.taken();
        bench.say(StatusCode.ASSIGNED, sent).send();

        Refusal back = bench.say(StatusCode.RECEIVED, sent).refusal();
        assertThat(back.code()).isEqualTo(RefusalCode.STATUS_OUT_OF_ORDER);
        assertThat(back.facts()).containsEntry("state", "04").containsEntry("allowed", "05, 06");

        bench.say(StatusCode.COMPLETED, sent).send();
        Refusal after = bench.say(StatusCode.IN_WORK, sent).refusal();
        assertThat(after.code()).isEqualTo(RefusalCode.STATUS_OUT_OF_ORDER);
        assertThat(after.facts()).containsEntry("state", "06").containsEntry("allowed", "–");

        assertThat(bench.say(StatusCode.CHANGE_AGREED, sent).refusal().code())
                .as("nobody has asked")
                .isEqualTo(RefusalCode.STATUS_OUT_OF_ORDER);
    }

    @Test
    void theSameCodeAgainNamesTheFirst() {
        Sent sent = bench.taken();
        bench.say(StatusCode.ARRIVED, sent).messageId("s-first").send();
        bench.say(StatusCode.RECEIVED, sent).send();

        Refusal again = bench.say(StatusCode.ARRIVED, sent).refusal();

        assertThat(again.code()).isEqualTo(RefusalCode.STATUS_REPEATED);
        assertThat(again.facts())
                .containsEntry("messageId", "s-first")
                .containsEntry("acceptedAt", bench.clock.instant().toString());
    }

    @Test
    void fieldsOfTheRegisterAreKeptAndAddUp() {
        Sent sent = bench.taken();
        Instant submitted = Instant.parse("2026-03-02T03:04:05.678Z");
        bench.say(StatusCode.RECEIVED, sent)
                .with(new StatusFields(
                        Optional.of("1207"),
                        Optional.of("2026-03-02"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(true)))
                .send();
        bench.say(StatusCode.ASSIGNED, sent)
                .with(new StatusFields(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Phòng Kinh tế"),
                        Optional.of("Trần Văn B"),
                        Optional.of(submitted),
                        Optional.of(false)))
                .send();

        assertThat(bench.database
                        .jdbc()
                        .sql("select * from processing")
                        .query((row, n) -> StatusFields.read(row))
                        .single())
                .isEqualTo(new StatusFields(
                        Optional.of("1207"),
                        Optional.of("2026-03-02"),
                        Optional.of("Phòng Kinh tế"),
                        Optional.of("Trần Văn B"),
                        Optional.of(submitted),
                        Optional.of(false)));
        assertThat(bench.column("select line from event where kind = 'Status'"))
                .as("no personal data in evidence")
                .noneMatch(line -> line.contains("Trần"));
    }

    @ParameterizedTest
    @CsvSource({"02, Tối mật, STATE_SECRET", "16, '', RULE_BROKEN"})
    void refusesSecretsAndARefusalWithoutReason(String code, String description, RefusalCode expected) {
        Sent sent = bench.taken();
        bench.say(StatusCode.ASKED_BACK, sent).send();
        long incidents = bench.count("incident");
        StatusBench.Draft draft = bench.say(StatusCode.of(code).orElseThrow(), sent);
        StatusBench.Draft worded = description.isEmpty() ? draft.undescribed() : draft.describedAs(description);

        if (expected == RefusalCode.RULE_BROKEN) {
            assertThat(worded.refusal().violations())
                    .extracting(Violation::ruleId)
                    .containsExactly("BUS-STATUS-REASON");
        } else {
            assertThat(catchRefusal(worded).code()).isEqualTo(expected);
            assertThat(bench.count("incident")).isEqualTo(incidents + 1);
        }
    }

    private static Refusal catchRefusal(StatusBench.Draft draft) {
        return catchThrowableOfType(RefusedException.class, draft::send).refusal();
    }

    @Test
    void everyViolationIsToldWithItsPlace() {
        Sent sent = bench.taken();
        Refusal refusal =
                bench.say(StatusCode.ARRIVED, sent).describedAs("x".repeat(501)).refusal();
        assertThat(refusal.code()).isEqualTo(RefusalCode.RULE_BROKEN);
        assertThat(refusal.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.ruleId()).isEqualTo("ED-LENGTH");
            assertThat(violation.line()).isPositive();
            assertThat(violation.element()).endsWith("/Description");
        });
    }

    @Test
    void anAttemptThatFailsAtTheLastRowLeavesNothingAndItsRetryIsNoDuplicate() {
        Sent sent = bench.taken();
        bench.database.jdbc().sql("""
                create function full_disk() returns trigger language plpgsql as $$
                begin raise exception 'injected' using errcode = '53100'; end $$""").update();
        bench.database
                .jdbc()
                .sql("create trigger full_disk before insert on notice for each row execute function full_disk()")
                .update();
        try {
            assertThat(bench.say(StatusCode.RECEIVED, sent)
                            .messageId("s-1")
                            .requestId("r-1")
                            .refusal()
                            .code())
                    .isEqualTo(RefusalCode.BUSY);
            assertThat(bench.count("submission")).isZero();
            assertThat(bench.count("processing")).isZero();
            assertThat(bench.chain(sent.delivery())).containsExactly("Accepted");
        } finally {
            bench.database.jdbc().sql("drop trigger full_disk on notice").update();
            bench.database.jdbc().sql("drop function full_disk").update();
        }

        bench.say(StatusCode.RECEIVED, sent).messageId("s-1").requestId("r-1").send();

        assertThat(bench.count("status")).isEqualTo(1);
        assertThat(bench.notices()).containsExactly("STATUS G22");
    }

    @Test
    void statusesAtTheSameTimeGetEachTheirOwnPlace() throws Exception {
        Sent sent = bench.taken();
        List<StatusSubmission> all = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            all.add(bench.say(StatusCode.IN_WORK, sent).build());
        }

        Race.run(8, all, bench.accept::accept);

        assertThat(bench.column("select seq::text from status s order by s.seq"))
                .hasSize(24)
                .doesNotHaveDuplicates()
                .endsWith("24");
        assertThat(bench.chain(sent.delivery())).hasSize(25);
        assertThat(bench.column("select seq::text from processing")).containsExactly("24");
    }

    @Test
    void theSameStatusAtTheSameTimeIsOneWithOneReceipt() throws Exception {
        Sent sent = bench.taken();
        List<StatusSubmission> twins = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            twins.add(bench.say(StatusCode.RECEIVED, sent).messageId("s-1").build());
        }

        List<Receipt> receipts = Race.run(8, twins, bench.accept::accept);

        assertThat(receipts).hasSize(8);
        assertThat(Collections.frequency(receipts, receipts.get(0))).isEqualTo(8);
        assertThat(bench.count("status")).isEqualTo(1);
        assertThat(bench.count("notice")).isEqualTo(1);
    }
}
