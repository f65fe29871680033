package org.lienthong.exchange.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;

class EventBookTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private static final Instant AT = Instant.parse("2026-11-24T02:15:00Z");

    private final EventBook book = new EventBook(DATABASE.dataSource(), new SecureRandom());

    @BeforeEach
    void startEmpty() {
        DATABASE.clear();
    }

    @Test
    void chainsEachDeliveryFromTheAcceptanceOfItsDocument() {
        DeliveryId one = DeliveryId.random();
        DeliveryId two = DeliveryId.random();
        Digest accepted = append(EventDraft.of(EventKind.ACCEPTED, AT, EventFacts.none()));
        List<Digest> offered = inTransaction(() -> book.appendAll(List.of(
                EventDraft.of(EventKind.OFFERED, AT, one, accepted, EventFacts.none()),
                EventDraft.of(EventKind.OFFERED, AT, two, accepted, EventFacts.none()))));

        append(EventDraft.of(EventKind.SERVED, AT, one, offered.get(0), EventFacts.none()));

        assertThat(DATABASE.jdbc()
                        .sql("select kind || ' ' || seq from event order by event_id")
                        .query(String.class)
                        .list())
                .containsExactly("Accepted 0", "Offered 1", "Offered 1", "Served 2");
        assertThat(offered).doesNotHaveDuplicates();
    }

    @Test
    void keepsTheLineWhoseDigestItNames() {
        Digest digest = append(EventDraft.of(
                EventKind.ORGAN_REGISTERED, AT, EventFacts.none().with(EventField.NAME, "Ủy ban nhân dân")));

        String line = DATABASE.jdbc()
                .sql("select line from event where sha256 = ?")
                .param(digest.bytes())
                .query(String.class)
                .single();

        assertThat(Digest.sha256(line.getBytes(StandardCharsets.UTF_8))).isEqualTo(digest);
        assertThat(line).contains("Ủy ban nhân dân");
    }

    @Test
    void refusesEvidenceOutsideATransaction() {
        assertThatThrownBy(() -> book.append(EventDraft.of(EventKind.ACCEPTED, AT, EventFacts.none())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesToContinueFromALineThatIsNotThere() {
        EventDraft draft =
                EventDraft.of(EventKind.TAKEN, AT, DeliveryId.random(), Digest.sha256(new byte[0]), EventFacts.none());

        assertThatThrownBy(() -> append(draft)).isInstanceOf(IllegalStateException.class);
    }

    private Digest append(EventDraft draft) {
        return inTransaction(() -> book.append(draft));
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(DATABASE.transactions().execute(begun -> work.get()));
    }
}
