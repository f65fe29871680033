package org.lienthong.exchange.delivery;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.relay.BrokerUnavailableException;
import org.lienthong.exchange.relay.Token;
import org.lienthong.exchange.relay.TokenSession;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A poll: tokens out of the queues, each compared with its row and set in one database transaction, that committed, then
 * the tokens. A crash before the database commit: the tokens come back and are good. After it: they come back stale, and
 * the next poll drops them.
 */
final class TakeLeases {

    private static final Logger LOG = LoggerFactory.getLogger(TakeLeases.class);
    private static final Duration BROKER_PAUSE = Duration.ofSeconds(5);
    /** Rounds that a poll spends on stale tokens before it answers with what it has. */
    private static final int ROUNDS = 20;

    private static final Comparator<LeasedDelivery> URGENT_FIRST = Comparator.comparingInt(LeasedDelivery::priority)
            .reversed()
            .thenComparing(LeasedDelivery::acceptedAt)
            .thenComparing(leased -> leased.deliveryId().value());

    private final BrokerLink broker;
    private final LeaseBook book;
    private final InstantSource clock;
    private final Counter stale;
    private final Passage passage;
    private final AtomicBoolean brokerGone = new AtomicBoolean();

    TakeLeases(BrokerLink broker, LeaseBook book, InstantSource clock, Counter stale, Passage passage) {
        this.broker = broker;
        this.book = book;
        this.clock = clock;
        this.stale = stale;
        this.passage = passage;
    }

    /** @param fresh the request has just come in; false when it came before and still waits for its answer */
    Poll take(PollRequest request, boolean fresh) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (fresh) {
            book.notePoll(request.organs(), now);
        }
        Map<OrganId, Integer> waiting = book.waiting(request.organs());
        int total = waiting.values().stream().mapToInt(Integer::intValue).sum();
        if (request.max() == 0 || total == 0) {
            return withoutBroker(request, fresh, now, total);
        }
        try (TokenSession tokens = broker.tokens()) {
            Poll poll = rounds(tokens, request, fresh, now, waiting);
            if (brokerGone.compareAndSet(true, false)) {
                LOG.info("Polls reach the broker again");
            }
            return poll;
        } catch (BrokerUnavailableException e) {
            if (brokerGone.compareAndSet(false, true)) {
                LOG.warn("Polls cannot reach the broker and are answered Busy; their documents go on waiting", e);
            }
            throw Refusal.of(RefusalCode.BUSY)
                    .with("what", "hàng đợi/queues")
                    .after(BROKER_PAUSE)
                    .refused(e);
        }
    }

    private Poll withoutBroker(PollRequest request, boolean fresh, Instant now, int total) {
        LeaseBook.Round round = book.lease(request, fresh, now, List.of());
        return new Poll(total, sorted(round.leases()), round.repeated());
    }

    private Poll rounds(
            TokenSession tokens, PollRequest request, boolean fresh, Instant now, Map<OrganId, Integer> waiting) {
        int total = waiting.values().stream().mapToInt(Integer::intValue).sum();
        List<LeasedDelivery> leases = new ArrayList<>();
        for (int n = 0; n < ROUNDS && leases.size() < request.max(); n++) {
            int wanted = request.max() - leases.size();
            List<Token> received = receive(tokens, waiting, wanted);
            passage.reached(Passage.Step.TOKENS_TAKEN);
            LeaseBook.Round round = book.lease(request, fresh && n == 0, now, received);
            if (round.repeated()) {
                return new Poll(total, sorted(round.leases()), true);
            }
            leases.addAll(round.leases());
            passage.reached(Passage.Step.LEASE_COMMITTED);
            stale.increment(received.size() - (double) round.leases().size());
            if (received.isEmpty() || !commit(tokens) || received.size() < wanted) {
                break;
            }
        }
        return new Poll(Math.max(0, total - leases.size()), sorted(leases), false);
    }

    /** The quotas say from which queue, the queue itself which; where a queue falls short the others fill up. */
    private List<Token> receive(TokenSession tokens, Map<OrganId, Integer> waiting, int wanted) {
        List<Token> received = new ArrayList<>();
        if (waiting.size() > 1) {
            book.quotas(waiting.keySet(), wanted)
                    .forEach((organ, quota) -> received.addAll(tokens.receive(organ, quota)));
        }
        for (OrganId organ : waiting.keySet()) {
            if (received.size() < wanted) {
                received.addAll(tokens.receive(organ, wanted - received.size()));
            }
        }
        return received;
    }

    private static boolean commit(TokenSession tokens) {
        try {
            tokens.commit();
            return true;
        } catch (BrokerUnavailableException e) {
            LOG.warn(
                    "Leases are given, but the broker may hand out their tokens again; those are stale and will be dropped",
                    e);
            return false;
        }
    }

    private static List<LeasedDelivery> sorted(List<LeasedDelivery> leases) {
        return leases.stream().sorted(URGENT_FIRST).toList();
    }
}
