package org.lienthong.message.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;

class EventLineTest {

    private static final String SALT = "000102030405060708090a0b0c0d0e0f";
    private static final Instant TIME = Instant.parse("2026-11-24T02:15:00.123456Z");
    private static final Digest DIGEST = Digest.sha256(new byte[0]);
    private static final String HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void writesTheHeadThenTheFactsInTheirOrderWhateverTheOrderOfSaying() {
        EventFacts facts = EventFacts.none()
                .with(EventField.EDXML, new ObjectDigest(DIGEST, 7, "application/xml"))
                .with(EventField.RECIPIENTS, new ListDigest(2, DIGEST))
                .with(EventField.DOCUMENT_ID, new DocumentId("G22,2026/11/24,7816/VPCP-TTĐT"))
                .with(EventField.FROM, new OrganId("G22"));

        EventLine line = EventLine.write(
                new EventLine.Head(EventKind.ACCEPTED, TIME, SALT, 0, Optional.empty(), Optional.empty()), facts);

        assertThat(line.text())
                .isEqualTo("{\"v\":1,\"kind\":\"Accepted\",\"time\":\"2026-11-24T02:15:00.123Z\",\"salt\":\"" + SALT
                        + "\",\"seq\":0,\"from\":\"G22\",\"documentId\":\"G22,2026/11/24,7816/VPCP-TTĐT\","
                        + "\"recipients\":{\"count\":2,\"sha256\":\"" + HEX + "\"},"
                        + "\"edxml\":{\"sha256\":\"" + HEX + "\",\"length\":7,\"type\":\"application/xml\"}}");
    }

    @Test
    void writesTheLinksOfADeliverysChain() {
        DeliveryId delivery = DeliveryId.random();

        EventLine line = EventLine.write(
                new EventLine.Head(EventKind.TAKEN, TIME, SALT, 4, Optional.of(DIGEST), Optional.of(delivery)),
                EventFacts.none()
                        .with(EventField.ATTEMPT, 2)
                        .with(EventField.TAKEN_AT, Instant.parse("2026-11-24T02:00:00Z"))
                        .with(EventField.SCOPES, List.of("a", "b")));

        assertThat(line.text())
                .isEqualTo("{\"v\":1,\"kind\":\"Taken\",\"time\":\"2026-11-24T02:15:00.123Z\",\"salt\":\"" + SALT
                        + "\",\"seq\":4,\"prev\":\"" + HEX + "\",\"delivery\":\"" + delivery
                        + "\",\"attempt\":2,\"takenAt\":\"2026-11-24T02:00:00Z\",\"scopes\":[\"a\",\"b\"]}");
    }

    @Test
    void digestsExactlyTheBytesOfTheLine() {
        EventLine line = EventLine.write(
                new EventLine.Head(EventKind.ACCEPTED, TIME, SALT, 0, Optional.empty(), Optional.empty()),
                EventFacts.none().with(EventField.NAME, "Ủy ban\n\"nhân dân\""));

        assertThat(line.sha256()).isEqualTo(Digest.sha256(line.text().getBytes(StandardCharsets.UTF_8)));
        assertThat(line.text()).doesNotContain("\n").contains("Ủy ban\\n\\\"nhân dân\\\"");
    }

    @Test
    void refusesAFactSaidTwice() {
        EventFacts said = EventFacts.none().with(EventField.FROM, "G22");

        assertThatIllegalArgumentException().isThrownBy(() -> said.with(EventField.FROM, "G22"));
    }

    @Test
    void refusesAChainThatDoesNotCount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new EventLine.Head(EventKind.TAKEN, TIME, SALT, 0, Optional.of(DIGEST), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new EventLine.Head(EventKind.TAKEN, TIME, SALT, 1, Optional.empty(), Optional.empty()));
    }

    @Test
    void namesAListByCountAndDigest() {
        ListDigest list = ListDigest.of(List.of("H29", "H49"));

        assertThat(list).isEqualTo(new ListDigest(2, Digest.sha256("H29\nH49\n".getBytes(StandardCharsets.UTF_8))));
        assertThatIllegalArgumentException().isThrownBy(() -> ListDigest.of(List.of("H29\nH49")));
    }
}
