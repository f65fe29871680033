package org.lienthong.exchange.relay;

import java.time.Duration;
import java.util.Set;
import org.lienthong.message.identity.OrganId;

/** Wakes whoever waits for something to come to an organ, without a thread for each. One per process. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class WakeUps implements AutoCloseable {

    public WakeUps() {}

    /** One who waits. */
    public interface Waiting extends AutoCloseable {

        /** Ends the wait: the callback will not be called any more, unless it is being called now. */
        @Override
        void close();
    }

    /** Starts to listen; goes on through failures of the broker until closed. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /**
     * Calls back once: when a token has come to one of the organs since this was called, or when the time is over.
     * To lose nothing, call this first, then look at the queue, then wait.
     *
     * @param callback short and not blocking; on a thread of this object
     */
    public Waiting await(Set<OrganId> organs, Duration timeout, Runnable callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
