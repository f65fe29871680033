package org.lienthong.exchange.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lienthong.exchange.relay.LongWait;
import org.lienthong.exchange.relay.WakeUps;

/** A poll that waits for something to come, without a thread while it waits. */
public final class LongPoll implements AutoCloseable {

    private final Deliveries deliveries;
    private final LongWait waits;

    /** @param threads that look again for those who were woken */
    public LongPoll(Deliveries deliveries, WakeUps wakeUps, int threads) {
        this.deliveries = deliveries;
        this.waits = new LongWait(wakeUps, threads);
    }

    /**
     * As {@link Deliveries#receive}, but answers only when there is something or the wait is over. The first look is
     * on the caller's thread, so that refusals and full queues answer at once; later ones on a few threads of this
     * object. Cancelling the future ends the wait, and nothing is taken any more.
     *
     * @param wait zero for not at all; at most 50 s (RequestInvalid)
     */
    public CompletableFuture<Poll> receive(PollRequest request, Duration wait) {
        LeaseBounds.checkWait(wait);
        if (wait.isZero()) {
            return CompletableFuture.completedFuture(deliveries.receive(request));
        }
        return waits.await(request.organs(), wait, new LongWait.Look<>() {
            @Override
            public LongWait.Seen<Poll> look(boolean first) {
                Poll poll = first ? deliveries.receive(request) : deliveries.receiveAgain(request);
                return new LongWait.Seen<>(poll, isEmpty(poll, request) ? LongWait.Next.WAIT : LongWait.Next.ANSWER);
            }

            @Override
            public Poll nothing() {
                return new Poll(0, List.of(), false);
            }
        });
    }

    private static boolean isEmpty(Poll poll, PollRequest request) {
        boolean counted = request.max() == 0 && poll.waiting() > 0;
        return poll.leases().isEmpty() && !poll.repeated() && !counted;
    }

    /** Those who still wait are answered with nothing. */
    @Override
    public void close() {
        waits.close();
    }
}
