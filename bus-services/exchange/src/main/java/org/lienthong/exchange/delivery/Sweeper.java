package org.lienthong.exchange.delivery;

/** What time does to deliveries: ends leases, expires, removes idle queues and old request rows. One process at a time. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Sweeper implements AutoCloseable {

    public Sweeper() {}

    /** Sweeps every few seconds on a thread of its own until closed. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Sweeps once, unless another process is at it. */
    public void sweep() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
