package org.lienthong.exchange.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.exchange.testing.WaitingDocuments;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

final class TrackDocumentTest {

    private static final OrganId VPCP = new OrganId("G22");
    private static final OrganId HCMC = new OrganId("H29");
    private static final OrganId HUE = new OrganId("H57");

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private final ManualClock clock = new ManualClock();
    private final WaitingDocuments documents = new WaitingDocuments(DATABASE, clock);

    @BeforeEach
    void open() {
        DATABASE.clear();
        documents.organs(VPCP, HCMC, HUE);
    }

    private static List<DocumentStatus> status(
            OrganId sender, Optional<MessageId> message, Optional<DocumentId> document) {
        return new TrackDocument(DATABASE.dataSource()).status(new StatusQuery(sender, message, document));
    }

    private static RecipientStatus onlyRecipient(Sent sent) {
        List<DocumentStatus> found = status(sent.from(), Optional.of(sent.message()), Optional.empty());
        assertThat(found).hasSize(1);
        assertThat(found.get(0).recipients()).hasSize(1);
        return found.get(0).recipients().get(0);
    }

    private static Refusal refusal(OrganId sender, Optional<MessageId> message, Optional<DocumentId> document) {
        Refusal[] found = new Refusal[1];
        assertThatThrownBy(() -> status(sender, message, document))
                .isInstanceOfSatisfying(RefusedException.class, refused -> found[0] = refused.refusal());
        return found[0];
    }

    @Test
    void tellsTheSenderWhereEachCopyIs() {
        Sent sent = documents.send(VPCP, HCMC);

        DocumentStatus status =
                status(VPCP, Optional.of(sent.message()), Optional.empty()).get(0);

        assertThat(status.documentId()).isEqualTo(sent.document());
        assertThat(status.acceptedAt()).isEqualTo(clock.instant());
        assertThat(status.recipients())
                .containsExactly(new RecipientStatus(
                        new OrganId("000.H29"),
                        HCMC,
                        sent.delivery(),
                        DeliveryState.WAITING,
                        clock.instant(),
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new RecipientStatus.Waiting(
                                Optional.empty(),
                                OptionalInt.of(0),
                                clock.instant().plus(WaitingDocuments.LIFE))),
                        Optional.empty()));
        assertThat(status(VPCP, Optional.empty(), Optional.of(sent.document()))).containsExactly(status);
    }

    @Test
    void roundsWhatItTellsOfTheRecipient() {
        documents.send(HUE, HCMC, 4, 11);
        documents.send(HUE, VPCP, 9, 30);
        clock.advance(Duration.ofMinutes(1));
        Sent sent = documents.send(VPCP, HCMC, 4);
        clock.advance(Duration.ofMinutes(1));
        documents.send(HUE, HCMC, 4, 100);
        polled(Instant.parse("2026-03-02T01:44:59.9Z"));

        RecipientStatus.Waiting waiting = onlyRecipient(sent).waiting().orElseThrow();

        assertThat(waiting.lastPolledAt()).hasValue(Instant.parse("2026-03-02T01:30:00Z"));
        assertThat(waiting.backlogAhead()).as("eleven, rounded up").hasValue(50);
        documents.send(HUE, HCMC, 8, 39);
        assertThat(onlyRecipient(sent).waiting().orElseThrow().backlogAhead()).hasValue(50);
        documents.send(HUE, HCMC, 8, 1);
        assertThat(onlyRecipient(sent).waiting().orElseThrow().backlogAhead()).hasValue(100);
    }

    private static void polled(Instant at) {
        DATABASE.jdbc()
                .sql("insert into poll (organ_id, last_polled_at) values ('H29', :at)")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void tellsOfAnEndedDeliveryWhatTheRecipientSignedAndNothingOfItsTraffic() {
        Sent sent = documents.send(VPCP, HCMC);
        polled(clock.instant());
        Instant served = clock.instant().plusSeconds(1);
        Instant taken = clock.instant().plusSeconds(2);
        DATABASE.jdbc()
                .sql("update delivery set state = 'REFUSED', state_since = :taken, first_served_at = :served")
                .param("taken", taken.atOffset(ZoneOffset.UTC))
                .param("served", served.atOffset(ZoneOffset.UTC))
                .update();
        DATABASE.jdbc()
                .sql(
                        "insert into confirmation select delivery_id, 'REFUSED', 'Malware', :taken, :taken, 'H29', 'r', '\\x00',"
                                + " '\\x00', 'text/xml', last_event, :taken from delivery")
                .param("taken", taken.atOffset(ZoneOffset.UTC))
                .update();

        RecipientStatus status = onlyRecipient(sent);

        assertThat(status.state()).isEqualTo(DeliveryState.REFUSED);
        assertThat(status.since()).isEqualTo(taken);
        assertThat(status.firstServedAt()).hasValue(served);
        assertThat(status.takenAt()).hasValue(taken);
        assertThat(status.reason()).hasValue("Malware");
        assertThat(status.waiting()).isEmpty();
    }

    @Test
    void refusesAnothersDocumentAndNobodysAlike() {
        Sent sent = documents.send(VPCP, HCMC);
        MessageId nobodys = new MessageId("nobodys");
        for (MessageId message : List.of(sent.message(), nobodys)) {
            assertThat(refusal(HCMC, Optional.of(message), Optional.empty()))
                    .isEqualTo(Refusal.of(RefusalCode.UNKNOWN_DOCUMENT)
                            .with("what", message)
                            .at("MessageId"));
        }
        assertThat(refusal(HCMC, Optional.empty(), Optional.of(sent.document())).element())
                .hasValue("DocumentId");
    }

    @Test
    void asksForExactlyOneName() {
        Sent sent = documents.send(VPCP, HCMC);

        assertThat(refusal(VPCP, Optional.empty(), Optional.empty()).code()).isEqualTo(RefusalCode.REQUEST_INVALID);
        assertThat(refusal(VPCP, Optional.of(sent.message()), Optional.of(sent.document()))
                        .code())
                .isEqualTo(RefusalCode.REQUEST_INVALID);
    }
}
