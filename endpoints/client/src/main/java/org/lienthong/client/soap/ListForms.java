package org.lienthong.client.soap;

import java.time.ZoneOffset;
import java.util.Optional;
import org.lienthong.client.tracking.DeliveryList;
import org.lienthong.client.tracking.Progress;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.xsd.exchange.ListDocuments;
import org.lienthong.xsd.exchange.ListDocumentsAnswer;
import org.lienthong.xsd.types.DeliveryState;
import org.lienthong.xsd.types.Direction;
import org.lienthong.xsd.types.ListedDelivery;
import org.lienthong.xsd.types.RequestContext;

/** Lists of deliveries, from values to the wire and back. */
final class ListForms {

    private ListForms() {}

    static ListDocuments request(DeliveryList.Query query, RequestContext context) {
        ListDocuments wire = new ListDocuments();
        wire.setRequestContext(context);
        wire.setDirection(query.sent() ? Direction.SENT : Direction.RECEIVED);
        query.since().ifPresent(time -> wire.setChangedSince(time.atOffset(ZoneOffset.UTC)));
        query.state().ifPresent(state -> wire.setState(DeliveryState.fromValue(state.name())));
        query.after().ifPresent(wire::setCursor);
        return wire;
    }

    static DeliveryList page(ListDocumentsAnswer wire) {
        return new DeliveryList(
                wire.getDelivery().stream().map(ListForms::entry).toList(),
                Optional.ofNullable(wire.getNextCursor()),
                wire.isMore());
    }

    private static DeliveryList.Entry entry(ListedDelivery wire) {
        return new DeliveryList.Entry(
                DeliveryId.parse(wire.getDeliveryId()).orElseThrow(),
                new MessageId(wire.getMessageId()),
                new DocumentId(wire.getDocumentId()),
                new OrganId(wire.getFrom()),
                new OrganId(wire.getTo()),
                wire.getAcceptedAt().toInstant(),
                Progress.State.valueOf(wire.getState().value()),
                wire.getSince().toInstant(),
                wire.getAttempt(),
                Digest.parse(wire.getEdxmlSha256()),
                Optional.ofNullable(wire.getBusinessCode()));
    }
}
