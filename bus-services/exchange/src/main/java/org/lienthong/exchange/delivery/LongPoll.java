package org.lienthong.exchange.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A poll that waits for something to come, without a thread while it waits. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class LongPoll {

    public LongPoll() {}

    /**
     * As {@link Deliveries#receive}, but answers only when there is something or the wait is over. The first look is
     * on the caller's thread, so that refusals and full queues answer at once; later ones on a few threads of this
     * object. Cancelling the future ends the wait, and nothing is taken any more.
     *
     * @param wait zero for not at all; at most 50 s (RequestInvalid)
     */
    public CompletableFuture<Poll> receive(PollRequest request, Duration wait) {
        throw new UnsupportedOperationException();
    }
}
