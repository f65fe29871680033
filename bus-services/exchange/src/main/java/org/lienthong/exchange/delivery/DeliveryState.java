package org.lienthong.exchange.delivery;

/** Life of a delivery; the last four are its ends. */
public enum DeliveryState {
    /** In the recipient's queue, or on its way there. */
    WAITING,
    /** Held by one poller until its lease ends. */
    LEASED,
    /** As LEASED, and its content was handed over at least once under this lease. */
    SERVED,
    TAKEN,
    REFUSED,
    EXPIRED,
    RECALLED
}
