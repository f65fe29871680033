package org.lienthong.exchange.delivery;

/** What a recipient signs for. */
public enum Outcome {
    TAKEN,
    /** For integrity only; a clerk's refusal is a status after TAKEN. */
    REFUSED
}
