package org.lienthong.exchange.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/** Of which delivery and which document a status message speaks. */
final class SpokenOfTest {

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
    void speaksOfExactlyTheDeliveryAndTheDocument() {
        Sent sent = bench.taken();
        assertThat(mismatch(bench.say(StatusCode.ARRIVED, sent).about(Digest.sha256(new byte[] {7}))))
                .isEqualTo("EdxmlSha256");
        assertThat(mismatch(bench.say(StatusCode.ARRIVED, sent).ofDocument(new DocumentId("G22,2026/03/02,9/X"))))
                .isEqualTo("ResponseFor/DocumentId");
        assertThat(mismatch(bench.say(StatusCode.ARRIVED, sent).respondingTo(StatusBench.HUE)))
                .isEqualTo("ResponseFor/OrganId");
        assertThat(mismatch(bench.say(StatusCode.ARRIVED, sent).respondingTo(StatusBench.HCMC)))
                .as("only a 13 may name the sender itself")
                .isEqualTo("ResponseFor/OrganId");
        assertThat(bench.say(StatusCode.ARRIVED, sent)
                        .writtenFrom(StatusBench.HUE)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.NOT_AUTHORISED);
        assertThat(bench.say(StatusCode.ARRIVED, sent)
                        .respondingTo(new OrganId("X99"))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.UNKNOWN_ORGAN);
    }

    private static String mismatch(StatusBench.Draft draft) {
        Refusal refusal = draft.refusal();
        assertThat(refusal.code()).isEqualTo(RefusalCode.STATUS_MISMATCH);
        return String.valueOf(refusal.facts().get("what"));
    }

    @ParameterizedTest
    @EnumSource(
            value = StatusCode.class,
            names = {"ARRIVED", "ASKED_BACK", "CHANGE_AGREED"})
    void anothersDeliveryAndNoneAtAllLookTheSame(StatusCode code) {
        Sent mine = bench.taken();
        Sent others = bench.named(bench.documents.send(StatusBench.HUE, StatusBench.HUE));
        Refusal foreign = bench.say(code, mine).of(others.delivery()).refusal();
        Refusal none =
                bench.say(code, mine).of(new DeliveryId(UUID.randomUUID())).refusal();
        assertThat(foreign.code()).isEqualTo(RefusalCode.UNKNOWN_DELIVERY).isEqualTo(none.code());
        assertThat(foreign.facts().keySet()).isEqualTo(none.facts().keySet());
        assertThat(bench.say(code, mine)
                        .by(code.isOfTheSender() ? StatusBench.HCMC : StatusBench.VPCP)
                        .refusal()
                        .code())
                .as("the code says whose it is to say")
                .isEqualTo(RefusalCode.UNKNOWN_DELIVERY);
        assertThat(bench.say(code, mine)
                        .withoutDeliveryId()
                        .ofDocument(others.document())
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.UNKNOWN_DELIVERY);
    }

    @Test
    void findsTheDeliveryByDocumentAndOrgansUnlessThereAreSeveral() {
        Sent sent = bench.taken();
        bench.say(StatusCode.ARRIVED, sent).withoutDeliveryId().send();
        Sent twin = bench.taken();
        rename(twin, sent);

        assertThat(bench.say(StatusCode.RECEIVED, sent)
                        .withoutDeliveryId()
                        .send()
                        .recipients()
                        .get(0)
                        .delivery())
                .as("the digest tells them apart")
                .contains(sent.delivery());

        bench.database
                .jdbc()
                .sql("update document set edxml_sha256 = (select edxml_sha256 from document where message_id = ?)")
                .param(sent.message().value())
                .update();
        Refusal ambiguous =
                bench.say(StatusCode.COMPLETED, sent).withoutDeliveryId().refusal();
        assertThat(ambiguous.code()).isEqualTo(RefusalCode.DELIVERY_AMBIGUOUS);
        assertThat(ambiguous.facts()).containsEntry("count", "2");
        bench.say(StatusCode.COMPLETED, sent).send();
        assertThat(bench.standing(sent.delivery())).isEqualTo("06");
        assertThat(bench.standing(twin.delivery())).isEqualTo("–");
    }

    private void rename(Sent sent, Sent like) {
        bench.database
                .jdbc()
                .sql("update document set document_id = ?, supersedes = true where message_id = ?")
                .params(like.document().value(), sent.message().value())
                .update();
    }
}
