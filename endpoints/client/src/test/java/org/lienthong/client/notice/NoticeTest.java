package org.lienthong.client.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;

class NoticeTest {

    private static final NoticeId ID = NoticeId.random();
    private static final DeliveryId DELIVERY = DeliveryId.random();
    private static final Digest EVENT = Digest.sha256(new byte[] {1});
    private static final Instant AT = Instant.parse("2026-11-24T05:00:00Z");

    private static final String TEXT = "NoticeId\t" + ID + "\nKind\tREFUSED\nAt\t2026-11-24T05:00:00.000Z\nDeliveryId\t"
            + DELIVERY
            + "\nMessageId\tm-1\nDocumentId\tG22,2026/11/24,1/VPCP-TTĐT\nFrom\tG22\nTo\t000.00.00.H29\nAttempt\t2\n"
            + "Reason\tDigestMismatch\nTakenAt\t2026-11-24T05:00:00.000Z\nEventSha256\t" + EVENT + "\n";

    private static Notice refused(Digest sha256, String reason) {
        return new Notice(
                ID,
                sha256,
                "REFUSED",
                AT,
                Optional.of(new Notice.OfDelivery(
                        DELIVERY,
                        new MessageId("m-1"),
                        new DocumentId("G22,2026/11/24,1/VPCP-TTĐT"),
                        new OrganId("G22"),
                        new OrganId("000.00.00.H29"),
                        Optional.of(2),
                        Optional.of(reason),
                        Optional.of(AT))),
                Optional.empty(),
                EVENT,
                Optional.empty());
    }

    @Test
    void isWhatItsDigestSaysOrIsNotReadAtAll() {
        Digest right = Digest.sha256(TEXT.getBytes(StandardCharsets.UTF_8));
        assertThat(refused(right, "DigestMismatch").sha256()).isEqualTo(right);
        assertThatThrownBy(() -> refused(right, "Malware"))
                .isInstanceOf(ContentMismatch.class)
                .hasMessageContaining(ID.toString());
    }
}
