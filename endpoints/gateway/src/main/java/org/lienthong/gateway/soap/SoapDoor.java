package org.lienthong.gateway.soap;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import org.apache.cxf.bus.spring.SpringBus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.lienthong.gateway.listener.PublicAddress;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SealVerifier;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.WireTypes;

/** The door of {@code /exchange}: a servlet and the filter that stands before it. */
public final class SoapDoor implements AutoCloseable {

    private final SpringBus bus = new SpringBus();
    private final WaitingPolls waiting = new WaitingPolls();
    private final ExchangeGate gate;
    private final Server server;

    /** @param faults how many faults one address may draw without proving a key */
    public SoapDoor(
            PortRooms rooms,
            SealVerifier seals,
            SigningKey key,
            PublicAddress address,
            DoorLimits limits,
            FaultRate faults) {
        WireTypes types = new WireTypes();
        Answers answers = new Answers(types, new SealSigner(), key, rooms.clock(), rooms.bus());
        PortTerms terms = new PortTerms(answers, waiting, address, limits.inline());
        ExchangeEndpoint.Ports ports = exchange -> new ExchangePort(rooms, terms, exchange);
        TlsPeer peer = new TlsPeer(rooms.directory());
        RequestIn in = new RequestIn(new ExchangeDoor(rooms.store(), limits), seals, peer, types);
        FaultBudget budget = new FaultBudget(rooms.clock(), faults.burst(), faults.perMinute());
        FaultOut fault = new FaultOut(answers, new FaultMapper(), seals, budget, address);
        this.gate = new ExchangeGate(rooms.clock(), address);
        this.server = ExchangeEndpoint.publish(bus, ports, in, new AnswerOut(answers, rooms.passage()), fault);
    }

    /** How many faults one address may draw without proving a key: at once, and each minute after that. */
    public record FaultRate(int burst, int perMinute) {}

    /** @return for {@code /exchange} alone */
    public HttpServlet servlet() {
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(bus);
        return servlet;
    }

    /** @return to stand before the servlet, for requests and not for dispatches */
    public Filter gate() {
        return gate;
    }

    /** Answers everyone who waits with Busy; new waits end at once. */
    public void endWaits() {
        waiting.close();
    }

    @Override
    public void close() {
        endWaits();
        server.destroy();
        bus.shutdown(true);
    }
}
