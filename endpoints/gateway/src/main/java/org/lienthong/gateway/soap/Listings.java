package org.lienthong.gateway.soap;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.exchange.tracking.DeliveryListing;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.xsd.exchange.ListDocuments;
import org.lienthong.xsd.exchange.ListDocumentsAnswer;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.Direction;
import org.lienthong.xsd.types.ListedDelivery;

/** Lists of deliveries, as the wire carries them. */
final class Listings {

    private Listings() {}

    static Scope scope(ListDocuments request) {
        return request.getDirection() == Direction.SENT ? Scope.STATUS : Scope.RECEIVE;
    }

    /** Refuses with RequestInvalid a cursor that the bus never gave. */
    static DeliveryListing.Query asked(ListDocuments request, OrganId organ) {
        return new DeliveryListing.Query(
                organ,
                request.getDirection() == Direction.SENT
                        ? DeliveryListing.Direction.SENT
                        : DeliveryListing.Direction.RECEIVED,
                Optional.ofNullable(request.getChangedSince()).map(OffsetDateTime::toInstant),
                Optional.ofNullable(request.getState()).map(state -> DeliveryState.valueOf(state.value())),
                Optional.ofNullable(request.getCursor()).map(Listings::cursor));
    }

    private static DeliveryListing.Cursor cursor(String text) {
        return DeliveryListing.Cursor.parse(text).orElseThrow(() -> Refusal.of(RefusalCode.REQUEST_INVALID)
                .with("what", "Cursor")
                .at("ListDocuments/Cursor")
                .refused());
    }

    static ListDocumentsAnswer answer(AnswerContext context, DeliveryListing listing) {
        ListDocumentsAnswer answer = new ListDocumentsAnswer();
        answer.setAnswerContext(context);
        listing.entries().stream().map(Listings::entry).forEach(answer.getDelivery()::add);
        listing.next().ifPresent(cursor -> answer.setNextCursor(cursor.toString()));
        answer.setMore(listing.more());
        return answer;
    }

    private static ListedDelivery entry(DeliveryListing.Entry entry) {
        ListedDelivery wire = new ListedDelivery();
        wire.setDeliveryId(entry.delivery().toString());
        wire.setMessageId(entry.message().value());
        wire.setDocumentId(entry.document().value());
        wire.setFrom(entry.from().value());
        wire.setTo(entry.to().value());
        wire.setAcceptedAt(entry.acceptedAt().atOffset(ZoneOffset.UTC));
        wire.setState(
                org.lienthong.xsd.types.DeliveryState.fromValue(entry.state().name()));
        wire.setSince(entry.stateSince().atOffset(ZoneOffset.UTC));
        wire.setAttempt(entry.attempt());
        wire.setEdxmlSha256(entry.edxml().toString());
        entry.processing().ifPresent(wire::setBusinessCode);
        return wire;
    }
}
