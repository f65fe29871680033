package org.lienthong.exchange.relay;

/** Moves outbox rows into the organs' queues. Any number of processes may relay at once. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Relay implements AutoCloseable {

    public Relay() {}

    /** Starts its workers; they go on through failures of broker and database until closed. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** To be called after an acceptance has committed: a worker looks at the outbox at once. Never blocks, never throws. */
    public void nudge() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
