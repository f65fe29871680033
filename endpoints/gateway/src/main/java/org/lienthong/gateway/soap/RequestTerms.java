package org.lienthong.gateway.soap;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.cxf.message.Exchange;
import org.lienthong.exchange.directory.Caller;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.MalformedIdentifierException;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.seal.SealedMessage;
import org.lienthong.xsd.types.RequestContext;

/** What every request says before its business: which bus, for whom, under which id. */
final class RequestTerms {

    private final PortRooms rooms;
    private final Exchange exchange;
    private final RequestContext context;

    /** @throws org.lienthong.message.refusal.RefusedException WrongBus */
    RequestTerms(PortRooms rooms, Exchange exchange, RequestContext context) {
        this.rooms = rooms;
        this.exchange = exchange;
        this.context = context;
        BusUri named = read("RequestContext/Bus", context.getBus(), BusUri::new);
        if (!named.equals(rooms.bus())) {
            throw Refusal.of(RefusalCode.WRONG_BUS)
                    .with("found", named)
                    .with("expected", rooms.bus())
                    .at("RequestContext/Bus")
                    .refused();
        }
    }

    /** @throws org.lienthong.message.refusal.RefusedException OrganRequired, UnknownOrgan, NotAuthorised, OrganClosed */
    Caller caller(Scope scope) {
        Optional<OrganId> organ = Optional.ofNullable(context.getOrgan())
                .map(written -> read("RequestContext/Organ", written, OrganId::new));
        Caller caller = rooms.directory().authorise(sealed().system(), organ, scope);
        exchange.put(Caller.class, caller);
        return caller;
    }

    SealedMessage sealed() {
        return exchange.get(SealedMessage.class);
    }

    Arrival arrival() {
        return exchange.get(Arrival.class);
    }

    RequestId requestId() {
        return read("RequestContext/RequestId", context.getRequestId(), RequestId::new);
    }

    /** @return the request, to be looked up under the day of its wsu:Created */
    SignedRequest call() {
        return call(sealed().created());
    }

    /** @param created the day that a repeat is looked up under: of now where Created may be any day */
    SignedRequest call(Instant created) {
        String operation = exchange.get(Operation.class).name();
        return new SignedRequest(
                sealed().system(), requestId(), created, operation, arrival().rootSha256(), receivedAt());
    }

    Instant receivedAt() {
        return ExchangeGate.receivedAt(HttpExchange.of(exchange).request());
    }

    /** @throws org.lienthong.message.refusal.RefusedException RequestInvalid, naming the element */
    static <T> T read(String element, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (MalformedIdentifierException malformed) {
            throw Refusal.of(RefusalCode.REQUEST_INVALID)
                    .with("what", element)
                    .at(element)
                    .refused(malformed);
        }
    }
}
