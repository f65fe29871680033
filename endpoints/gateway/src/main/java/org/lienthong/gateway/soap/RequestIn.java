package org.lienthong.gateway.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import javax.xml.namespace.QName;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageContentsList;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.seal.SealVerifier;
import org.lienthong.message.seal.SealedMessage;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.WireTypes;

/**
 * The way in, whole: it stands where a stock endpoint has some twenty interceptors, so that one parse makes the tree that is
 * verified and bound. Each step puts its result on the exchange: a fault answers with as much as is known by then.
 */
final class RequestIn extends AbstractPhaseInterceptor<Message> {

    private final ExchangeDoor door;
    private final EnvelopeReader envelopes;
    private final SealVerifier seals;
    private final WireTypes types;
    private final TlsPeer peer;

    RequestIn(ExchangeDoor door, SealVerifier seals, TlsPeer peer, WireTypes types) {
        super(Phase.RECEIVE);
        this.door = door;
        this.envelopes = new EnvelopeReader();
        this.peer = peer;
        this.seals = seals;
        this.types = types;
    }

    @Override
    public void handleMessage(Message message) {
        Exchange exchange = message.getExchange();
        HttpServletRequest request = HttpExchange.of(exchange).request();

        Arrival arrival = arrive(request);
        exchange.put(Arrival.class, arrival);
        ExchangeGate.release(request, arrival);

        Envelope envelope = envelopes.read(arrival.root(), arrival.announced());
        exchange.put(Envelope.class, envelope);

        Operation operation = Operation.asked(envelope);
        exchange.put(Operation.class, operation);

        Instant receivedAt = ExchangeGate.receivedAt(request);
        SealedMessage sealed = seals.verify(envelope, receivedAt, operation.freshness());
        exchange.put(SealedMessage.class, sealed);
        peer.requireAgreement(request, sealed.system());

        Object bound = types.read(sealed.envelope().operation(), operation.request());
        dispatch(message, operation, bound);
    }

    private Arrival arrive(HttpServletRequest request) {
        try {
            return door.open(request);
        } catch (IOException brokeOff) {
            throw Refusal.of(RefusalCode.MALFORMED)
                    .with("what", "the HTTP request broke off")
                    .refused(brokeOff);
        }
    }

    private static void dispatch(Message message, Operation operation, Object bound) {
        Exchange exchange = message.getExchange();
        QName name = new QName(exchange.getService().getName().getNamespaceURI(), operation.name());
        BindingOperationInfo info =
                exchange.getEndpoint().getEndpointInfo().getBinding().getOperation(name);
        exchange.put(BindingOperationInfo.class, info);
        exchange.setOneWay(false);
        message.setContent(List.class, new MessageContentsList(bound));
    }
}
