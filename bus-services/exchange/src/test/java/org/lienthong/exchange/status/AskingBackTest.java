package org.lienthong.exchange.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

/** Lấy lại: code 13 and its answers 15 and 16. */
final class AskingBackTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @TempDir
    Path folder;

    private StatusBench bench;

    @BeforeEach
    void open() {
        bench = new StatusBench(DATABASE, folder);
    }

    @ParameterizedTest
    @EnumSource(
            value = DeliveryState.class,
            names = {"WAITING", "LEASED"})
    void beforeTheRecipientHasAnyOfItTheDeliveryEndsAndOnlyTheSenderIsTold(DeliveryState state) {
        Sent sent = bench.sent(state, false);

        bench.say(StatusCode.ASKED_BACK, sent).send();

        assertThat(bench.state(sent.delivery())).isEqualTo("RECALLED");
        assertThat(bench.notices()).containsExactly("RECALLED G22");
        assertThat(bench.chain(sent.delivery())).containsExactly("Accepted", "Status", "Recalled");
        assertThat(bench.column("select coalesce(lease_id::text, 'free') from delivery"))
                .containsExactly("free");
        assertThat(bench.say(StatusCode.ASKED_BACK, sent).refusal().code()).isEqualTo(RefusalCode.STATUS_NOT_ALLOWED);
    }

    @ParameterizedTest
    @EnumSource(
            value = DeliveryState.class,
            names = {"WAITING", "LEASED", "SERVED", "TAKEN"})
    void onceTheRecipientMayHaveACopyItIsAsked(DeliveryState state) {
        Sent sent = bench.sent(state, true);

        bench.say(StatusCode.ASKED_BACK, sent).send();

        assertThat(bench.state(sent.delivery())).isEqualTo(state.name());
        assertThat(bench.notices()).containsExactly("STATUS H29");
        assertThat(bench.standing(sent.delivery())).isEqualTo("–+13");
    }

    @ParameterizedTest
    @EnumSource(
            value = DeliveryState.class,
            names = {"REFUSED", "EXPIRED", "RECALLED"})
    void whatHasEndedOtherwiseIsNotAskedBack(DeliveryState state) {
        Sent sent = bench.sent(state, true);

        assertThat(bench.say(StatusCode.ASKED_BACK, sent).refusal().code()).isEqualTo(RefusalCode.STATUS_NOT_ALLOWED);
        assertThat(bench.say(StatusCode.CHANGE_AGREED, sent).refusal().code())
                .isEqualTo(RefusalCode.STATUS_NOT_ALLOWED);
    }

    @Test
    void agreedItIsWithdrawnForGood() {
        Sent sent = bench.taken();
        bench.say(StatusCode.RECEIVED, sent).send();
        bench.say(StatusCode.ASKED_BACK, sent).send();

        bench.say(StatusCode.CHANGE_AGREED, sent).send();

        assertThat(bench.standing(sent.delivery())).isEqualTo("15");
        assertThat(bench.state(sent.delivery())).isEqualTo("TAKEN");
        assertThat(bench.notices()).containsExactly("STATUS G22", "STATUS H29", "STATUS G22");
        for (StatusCode code : StatusCode.values()) {
            assertThat(bench.say(code, sent).refusal().code())
                    .isIn(RefusalCode.STATUS_OUT_OF_ORDER, RefusalCode.STATUS_REPEATED);
        }
    }

    @Test
    void agreedBeforeItWasSignedForItIsNeverHandedOverAgain() {
        Sent sent = bench.sent(DeliveryState.WAITING, true);
        bench.say(StatusCode.ASKED_BACK, sent).send();

        bench.say(StatusCode.CHANGE_AGREED, sent).send();

        assertThat(bench.state(sent.delivery())).isEqualTo("RECALLED");
        assertThat(bench.chain(sent.delivery())).containsExactly("Accepted", "Status", "Status", "Recalled");
        assertThat(bench.notices()).containsExactly("STATUS H29", "STATUS G22");
    }

    @Test
    void refusedItStandsWhereItStoodAndMayBeAskedAgain() {
        Sent sent = bench.taken();
        bench.say(StatusCode.ASSIGNED, sent).send();
        bench.say(StatusCode.ASKED_BACK, sent).messageId("ask-1").send();

        Refusal twice = bench.say(StatusCode.ASKED_BACK, sent).refusal();
        assertThat(twice.code()).isEqualTo(RefusalCode.STATUS_REPEATED);
        assertThat(twice.facts()).containsEntry("messageId", "ask-1");

        bench.say(StatusCode.CHANGE_REFUSED, sent).describedAs("đã xử lý xong").send();
        assertThat(bench.standing(sent.delivery())).isEqualTo("04");
        bench.say(StatusCode.ASKED_BACK, sent).send();
        bench.say(StatusCode.COMPLETED, sent).send();
        assertThat(bench.standing(sent.delivery())).as("work goes on meanwhile").isEqualTo("06+13");
        bench.say(StatusCode.CHANGE_REFUSED, sent).send();
        assertThat(bench.standing(sent.delivery())).isEqualTo("06");
    }

    @Test
    void namesTheRecipientOrWithADeliveryIdItself() {
        Sent one = bench.taken();
        bench.say(StatusCode.ASKED_BACK, one).withoutDeliveryId().send();
        Sent two = bench.taken();
        assertThat(bench.say(StatusCode.ASKED_BACK, two)
                        .respondingTo(StatusBench.VPCP)
                        .send()
                        .recipients()
                        .get(0)
                        .organ())
                .isEqualTo(StatusBench.HCMC);
    }

    @Test
    void needsAMandateForRecall() {
        Sent sent = bench.taken();
        bench.database
                .jdbc()
                .sql("update system set organ_id = 'H57' where system_id = 'vpcp'")
                .update();
        bench.database
                .jdbc()
                .sql("insert into mandate (system_id, organ_id, scopes, valid_from) values ('vpcp', 'G22',"
                        + " '{status}', '2020-01-01')")
                .update();
        assertThat(bench.say(StatusCode.ASKED_BACK, sent)
                        .onBehalf(StatusBench.VPCP)
                        .refusal()
                        .facts())
                .containsEntry("scope", "recall");
        bench.database
                .jdbc()
                .sql("update mandate set scopes = '{status,recall}'")
                .update();
        bench.say(StatusCode.ASKED_BACK, sent).onBehalf(StatusBench.VPCP).send();
    }

    @Test
    void askedTwiceAtTheSameTimeIsAskedOnce() throws Exception {
        Sent sent = bench.taken();
        List<StatusSubmission> both = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            both.add(bench.say(StatusCode.ASKED_BACK, sent).build());
        }

        List<String> results = Race.run(6, both, submission -> {
            try {
                bench.accept.accept(submission);
                return "accepted";
            } catch (RefusedException refused) {
                return refused.refusal().code().wire();
            }
        });

        assertThat(results).containsOnlyOnce("accepted");
        assertThat(results.stream().filter("StatusRepeated"::equals)).hasSize(5);
        assertThat(bench.count("status")).isEqualTo(1);
    }
}
