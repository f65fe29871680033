package org.lienthong.message.refusal;

/** What a caller may do after a refusal. */
public enum Retry {
    /** Sending it again changes nothing: correct it first. */
    NO,
    /** Send the same bytes again. */
    SAME,
    /** Make a new RequestId and Timestamp, sign again, send. */
    RESIGN,
    /** As RESIGN, but only after RetryAfterSeconds. */
    AFTER
}
