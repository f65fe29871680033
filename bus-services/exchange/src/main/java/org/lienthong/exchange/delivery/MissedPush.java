package org.lienthong.exchange.delivery;

/** What became of a delivery whose push brought no confirmation. */
public enum MissedPush {
    /** It waits again, with the next attempt. */
    WAITS_AGAIN,
    /** It waits again, but only to be pulled. */
    PUT_ASIDE,
    /** Somebody else had settled it, or its lease had ended, before. */
    SETTLED
}
