package org.lienthong.message.seal;

/** Whether a message must be of now. */
public enum Freshness {
    /** Created and Expires must embrace the time of receipt, within the allowed skew. */
    REQUIRED,
    /** Any time: CheckConnection, which tells a caller how wrong its clock is, and messages verified from an archive. */
    ANY
}
