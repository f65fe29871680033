package org.lienthong.exchange.delivery;

/** Makes every token again from the database, after the broker's journal was lost. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class QueueRebuild {

    public QueueRebuild() {}

    /**
     * Writes an outbox row for every waiting delivery that has none. Safe at any time and any number of times: a token
     * too many is dropped by its compare-and-set.
     *
     * @return the rows written
     */
    public long rebuild() {
        throw new UnsupportedOperationException();
    }
}
