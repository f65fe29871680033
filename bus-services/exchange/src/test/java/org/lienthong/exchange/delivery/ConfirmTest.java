package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.HUE;
import static org.lienthong.exchange.delivery.House.LEASE;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lienthong.exchange.delivery.ConfirmRequest.Attachment;
import org.lienthong.exchange.delivery.ConfirmRequest.Received;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

final class ConfirmTest {

    private static final Digest OTHER = Digest.sha256(new byte[] {9});
    private static final OrganId ANOTHER_SYSTEM = new OrganId("H29-2");

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private House house;

    @BeforeEach
    void open() {
        DATABASE.clear();
        BROKER.clear();
        house = new House(DATABASE, BROKER);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private ServedDocument sendAndServe() {
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        return house.serve(HCMC, house.receiveOne(HCMC).deliveryId());
    }

    private Refusal refusal(ConfirmRequest request) {
        Refusal[] found = new Refusal[1];
        assertThatThrownBy(() -> house.deliveries.confirm(request))
                .isInstanceOfSatisfying(RefusedException.class, refused -> found[0] = refused.refusal());
        return found[0];
    }

    private ConfirmRequest refused(ServedDocument served, IntegrityReason reason) {
        return house.confirmation(HCMC, served, Outcome.REFUSED, Optional.of(reason));
    }

    private static ConfirmRequest with(ConfirmRequest request, UnaryOperator<Received> change) {
        return new ConfirmRequest(
                request.call(),
                request.organs(),
                request.deliveryId(),
                change.apply(request.received()),
                request.verdict(),
                request.proof());
    }

    @Test
    void takenIsRecordedWithProofEvidenceAndNotice() {
        ServedDocument served = sendAndServe();
        ConfirmRequest request = house.taken(HCMC, served);

        Confirmed confirmed = house.deliveries.confirm(request);

        assertThat(confirmed.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(confirmed.recordedAt()).isEqualTo(house.clock.instant());
        assertThat(confirmed.logBy()).isEqualTo(house.clock.instant().plus(Duration.ofHours(1)));
        assertThat(house.state(served.deliveryId())).isEqualTo("TAKEN 1");
        assertThat(house.chain(served.deliveryId()))
                .containsExactly("Accepted", "Offered", "Requested", "Served", "Taken");
        assertThat(line(confirmed))
                .contains("\"raw\":{\"sha256\":\"" + request.proof().object());
        assertThat(DATABASE.jdbc()
                        .sql("select kind || ' ' || organ_id || ' ' || (detail ->> 'takenAt') from notice")
                        .query(String.class)
                        .single())
                .isEqualTo("TAKEN G22 2026-03-02T01:30:00.000Z");
        assertThat(house.count("lease_grant where lease_id is not null")).isEqualTo(1);
    }

    private static String line(Confirmed confirmed) {
        return DATABASE.jdbc()
                .sql("select line from event where sha256 = :sha")
                .param("sha", confirmed.eventSha256().bytes())
                .query(String.class)
                .single();
    }

    @Test
    void repeatGetsTheSameAcknowledgementWhateverHasHappenedSince() {
        ServedDocument served = sendAndServe();
        ConfirmRequest request = house.taken(HCMC, served);
        Confirmed first = house.deliveries.confirm(request);
        house.clock.advance(Duration.ofDays(1));

        assertThat(house.deliveries.confirm(request)).isEqualTo(first);
        ConfirmRequest signedAgain = new ConfirmRequest(
                house.call(HCMC, "ConfirmDocument"),
                request.organs(),
                request.deliveryId(),
                request.received(),
                request.verdict(),
                request.proof());
        assertThat(house.deliveries.confirm(signedAgain)).isEqualTo(first);
        assertThat(house.count("event where kind = 'Taken'")).isEqualTo(1);
        assertThat(house.count("notice")).isEqualTo(1);
    }

    @Test
    void sameOutcomeWithOtherFieldsIsAlreadyConfirmedAndContraryOneConflicts() {
        ServedDocument served = sendAndServe();
        house.deliveries.confirm(house.taken(HCMC, served));
        house.clock.advance(Duration.ofSeconds(5));

        Refusal already = refusal(house.taken(HCMC, served));
        Refusal conflict = refusal(refused(served, IntegrityReason.UNREADABLE));

        assertThat(already.code()).isEqualTo(RefusalCode.ALREADY_CONFIRMED);
        assertThat(already.facts()).containsEntry("state", "TAKEN").containsEntry("at", "2026-03-02T01:30:00Z");
        assertThat(conflict.code()).isEqualTo(RefusalCode.CONFIRM_CONFLICT);
        assertThat(conflict.facts()).containsEntry("wanted", "REFUSED");
    }

    @Test
    void lateTakenCountsWhileItWaitsAgain() {
        ServedDocument served = sendAndServe();
        ConfirmRequest request = house.taken(HCMC, served);
        house.clock.advance(LEASE);
        house.sweeper.sweep();
        assertThat(house.state(served.deliveryId())).isEqualTo("WAITING 2");

        house.deliveries.confirm(request);
        house.relayAll();

        assertThat(house.state(served.deliveryId())).isEqualTo("TAKEN 2");
        assertThat(house.receive(1, HCMC).leases()).isEmpty();
    }

    @Test
    void lateTakenCountsUnderAnotherPollersLeaseWhoThenHearsAlreadyConfirmed() {
        house.documents.organs(ANOTHER_SYSTEM);
        ServedDocument served = sendAndServe();
        house.clock.advance(LEASE);
        house.sweeper.sweep();
        house.relayAll();
        Poll other = house.deliveries.receive(
                new PollRequest(house.call(ANOTHER_SYSTEM, "ReceiveDocuments"), Set.of(HCMC), 1, LEASE));
        assertThat(other.leases()).hasSize(1);

        house.deliveries.confirm(house.taken(HCMC, served));

        assertThat(house.state(served.deliveryId())).isEqualTo("TAKEN 2");
        ServedDocument othersCopy = house.serve(HCMC, served.deliveryId());
        ConfirmRequest others = house.taken(HCMC, othersCopy);
        assertThat(refusal(new ConfirmRequest(
                                house.call(ANOTHER_SYSTEM, "ConfirmDocument"),
                                others.organs(),
                                others.deliveryId(),
                                others.received(),
                                others.verdict(),
                                others.proof()))
                        .code())
                .isEqualTo(RefusalCode.ALREADY_CONFIRMED);
    }

    @Test
    void refusesToConfirmWhatWasNeverServed() {
        house.documents.send(VPCP, HCMC);
        house.relayAll();
        LeasedDelivery leased = house.receiveOne(HCMC);
        ServedDocument guessed = new ServedDocument(
                leased.deliveryId(),
                HCMC,
                leased.messageId(),
                leased.documentId(),
                VPCP,
                new ContentSlice(OTHER, 0, 1),
                OTHER,
                List.of(),
                new ServedDocument.Original(new ContentSlice(OTHER, 0, 1), OTHER, "x"));

        assertThat(refusal(house.taken(HCMC, guessed)).code()).isEqualTo(RefusalCode.NOT_SERVED);
    }

    @Test
    void refusesForeignAndUnknownDeliveriesAlike() {
        ServedDocument served = sendAndServe();
        ConfirmRequest own = house.taken(HCMC, served);
        for (DeliveryId id : List.of(served.deliveryId(), DeliveryId.random())) {
            Refusal refusal = refusal(new ConfirmRequest(
                    house.call(HUE, "ConfirmDocument"), Set.of(HUE), id, own.received(), own.verdict(), own.proof()));
            assertThat(refusal)
                    .isEqualTo(Refusal.of(RefusalCode.UNKNOWN_DELIVERY)
                            .with("deliveryId", id)
                            .at("DeliveryId"));
        }
    }

    static Stream<Arguments> oneFieldOff() {
        return Stream.of(
                field(
                        "MessageId",
                        r -> new Received(
                                new MessageId("other"), r.documentId(), r.edxml(), r.attachments(), r.original())),
                field(
                        "DocumentId",
                        r -> new Received(
                                r.messageId(), new DocumentId("other"), r.edxml(), r.attachments(), r.original())),
                field(
                        "EdxmlSha256",
                        r -> new Received(r.messageId(), r.documentId(), OTHER, r.attachments(), r.original())),
                field(
                        "OriginalSha256",
                        r -> new Received(
                                r.messageId(), r.documentId(), r.edxml(), r.attachments(), Optional.of(OTHER))),
                attachments("Attachment[1]/Sha256", a -> List.of(new Attachment(a.contentId(), OTHER, a.length()))),
                attachments(
                        "Attachment[1]/Length",
                        a -> List.of(new Attachment(a.contentId(), a.sha256(), a.length() + 1))),
                attachments(
                        "Attachment[1]/ContentId",
                        a -> List.of(new Attachment(House.content("c9"), a.sha256(), a.length()))),
                attachments("Attachment[2]/ContentId", a -> List.of(a, a)),
                attachments("Attachment", a -> List.of()));
    }

    private static Arguments field(String element, UnaryOperator<Received> change) {
        return Arguments.of(element, change);
    }

    private static Arguments attachments(String element, Function<Attachment, List<Attachment>> change) {
        return field(
                element,
                r -> new Received(
                        r.messageId(),
                        r.documentId(),
                        r.edxml(),
                        change.apply(r.attachments().get(0)),
                        r.original()));
    }

    @ParameterizedTest
    @MethodSource("oneFieldOff")
    void namesTheFieldThatIsNotWhatWasServed(String element, UnaryOperator<Received> change) {
        ServedDocument served = sendAndServe();

        Refusal refusal = refusal(with(house.taken(HCMC, served), change));

        assertThat(refusal.code()).isEqualTo(RefusalCode.CONFIRM_MISMATCH);
        assertThat(refusal.element()).hasValue(element);
        assertThat(house.state(served.deliveryId())).isEqualTo("SERVED 1");
        assertThat(house.count("request where operation = 'ConfirmDocument'")).isZero();
        assertThat(house.deliveries.confirm(house.taken(HCMC, served)).outcome())
                .isEqualTo(Outcome.TAKEN);
    }

    @Test
    void originalMayBeLeftOut() {
        ServedDocument served = sendAndServe();

        ConfirmRequest request = with(
                house.taken(HCMC, served),
                r -> new Received(r.messageId(), r.documentId(), r.edxml(), r.attachments(), Optional.empty()));

        assertThat(house.deliveries.confirm(request).outcome()).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void refusalForIntegrityEndsTheDeliveryAndTellsTheSenderWhy() {
        ServedDocument served = sendAndServe();

        house.deliveries.confirm(refused(served, IntegrityReason.SIGNATURE_INVALID));

        assertThat(house.state(served.deliveryId())).isEqualTo("REFUSED 1");
        assertThat(house.chain(served.deliveryId())).endsWith("Refused");
        assertThat(DATABASE.jdbc()
                        .sql("select kind || ' ' || (detail ->> 'reason') from notice")
                        .query(String.class)
                        .single())
                .isEqualTo("REFUSED SignatureInvalid");
    }

    @Test
    void digestMismatchNamesTheDigestsThatWereFound() {
        ServedDocument served = sendAndServe();
        ConfirmRequest allTheSame = refused(served, IntegrityReason.DIGEST_MISMATCH);
        assertThat(refusal(allTheSame).code()).isEqualTo(RefusalCode.REQUEST_INVALID);

        house.deliveries.confirm(with(
                allTheSame, r -> new Received(r.messageId(), r.documentId(), OTHER, r.attachments(), r.original())));

        assertThat(house.state(served.deliveryId())).isEqualTo("REFUSED 1");
    }

    @Test
    void onlyTheHolderOfALiveLeaseRefuses() {
        house.documents.organs(ANOTHER_SYSTEM);
        ServedDocument served = sendAndServe();
        ConfirmRequest own = refused(served, IntegrityReason.UNREADABLE);
        ConfirmRequest others = new ConfirmRequest(
                house.call(ANOTHER_SYSTEM, "ConfirmDocument"),
                own.organs(),
                own.deliveryId(),
                own.received(),
                own.verdict(),
                own.proof());
        assertThat(refusal(others).code()).isEqualTo(RefusalCode.LEASE_LOST);
        house.clock.advance(LEASE);

        assertThat(refusal(own).code()).isEqualTo(RefusalCode.LEASE_LOST);
    }

    @Test
    void refusesAReasonWithTakenAndNoneWithRefused() {
        ServedDocument served = sendAndServe();

        for (ConfirmRequest request : List.of(
                house.confirmation(HCMC, served, Outcome.TAKEN, Optional.of(IntegrityReason.MALWARE)),
                house.confirmation(HCMC, served, Outcome.REFUSED, Optional.empty()))) {
            assertThat(refusal(request).element()).hasValue("Reason");
        }
    }

    @Test
    void refusesToTakeWhatHasExpired() {
        ServedDocument served = sendAndServe();
        house.clock.advance(LEASE);
        house.sweeper.sweep();
        house.clock.advance(WaitingDocuments.LIFE);
        house.sweeper.sweep();

        Refusal refusal = refusal(house.taken(HCMC, served));

        assertThat(refusal.code()).isEqualTo(RefusalCode.DELIVERY_ENDED);
        assertThat(refusal.facts()).containsEntry("state", "EXPIRED");
    }
}
