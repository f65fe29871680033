package org.lienthong.gateway.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.lienthong.gateway.listener.PublicAddress;
import org.lienthong.message.seal.RegisteredKey;
import org.lienthong.message.seal.SealVerifier;
import org.lienthong.message.seal.SealedMessage;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.SoapVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The way out of a fault. Who has proved its key gets it signed. Who merely shows a registered certificate does too, within a
 * budget for each address: certificates are public, and a signature costs the bus a millisecond. Everyone else gets it
 * unsigned, within the same budget; beyond it there is HTTP 429 and no envelope.
 */
final class FaultOut extends AbstractPhaseInterceptor<Message> {

    private static final long LINGER_PROVED = 256L << 20;
    private static final Logger LOG = LoggerFactory.getLogger(FaultOut.class);
    private static final long LINGER = 16L << 20;
    private static final Duration LINGER_TIME = Duration.ofSeconds(10);

    private final Answers answers;
    private final FaultMapper mapper;
    private final SealVerifier seals;
    private final FaultBudget budget;
    private final PublicAddress address;

    FaultOut(Answers answers, FaultMapper mapper, SealVerifier seals, FaultBudget budget, PublicAddress address) {
        super(Phase.PREPARE_SEND);
        this.answers = answers;
        this.mapper = mapper;
        this.seals = seals;
        this.budget = budget;
        this.address = address;
    }

    @Override
    public void handleMessage(Message message) {
        Exchange exchange = message.getExchange();
        HttpExchange http = HttpExchange.of(exchange);
        String peer = address.peer(http.request());
        boolean proved = exchange.get(SealedMessage.class) != null;

        Exception thrown = message.getContent(Exception.class);
        MappedFault fault = mapper.map(thrown, caller(exchange, peer));
        if (!proved && !budget.draw(peer)) {
            http.writeTooMany();
            return;
        }
        SoapVersion version = version(exchange, http.request());
        boolean signed = proved || (!isOfTheDatabase(thrown) && shown(exchange).isPresent());
        byte[] bytes = answers.fault(exchange, fault, mapper.detail(fault, answers.context(exchange)), version, signed);
        http.write(fault.status(version), version, bytes);
        http.linger(exchange.get(Arrival.class) != null, proved ? LINGER_PROVED : LINGER, LINGER_TIME);
    }

    private static SoapVersion version(Exchange exchange, HttpServletRequest request) {
        Arrival arrival = exchange.get(Arrival.class);
        return arrival != null
                ? arrival.announced().version()
                : ExchangeDoor.version(request).orElse(SoapVersion.SOAP_11);
    }

    /** Unsigned when the directory cannot be asked: an answer that proves nothing is better than none. */
    private Optional<RegisteredKey> shown(Exchange exchange) {
        try {
            return Optional.ofNullable(exchange.get(Envelope.class)).flatMap(seals::presentedKey);
        } catch (DataAccessException away) {
            LOG.warn("Whose key it is cannot be looked up: the fault goes out unsigned", away);
            return Optional.empty();
        }
    }

    /** It would be waited for once more. */
    private static boolean isOfTheDatabase(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessException) {
                return true;
            }
        }
        return false;
    }

    private static String caller(Exchange exchange, String peer) {
        SealedMessage sealed = exchange.get(SealedMessage.class);
        return sealed == null ? "a stranger at " + peer : sealed.system() + " at " + peer;
    }
}
