package org.lienthong.exchange.notice;

/** What a notice tells. The names are those of the wire. */
public enum NoticeKind {
    /** The other side's status message, with what it signed. */
    STATUS,
    /** To the document's sender, as all below: the recipient signed for it. */
    TAKEN,
    /** The recipient refused it for its integrity. */
    REFUSED,
    /** It waited too long. */
    EXPIRED,
    /** It was taken back before the recipient had any of it. */
    RECALLED,
    /** The recipient was served again and again and never confirmed. */
    STUCK,
    /** An organ that this one exchanges documents with has been closed. */
    ORGAN_CLOSED,
    /** What the directory says of the organ has changed. */
    ORGAN_CHANGED,
    /** To the organ of the system, as all below: it is new, or has changed. */
    SYSTEM_CHANGED,
    KEY_BOUND,
    KEY_UNBOUND,
    /** To the organ acted for as well. */
    MANDATE_GIVEN,
    MANDATE_WITHDRAWN;

    /** @return whether it tells of the directory, and so of an organ and of no delivery */
    boolean ofDirectory() {
        return compareTo(ORGAN_CLOSED) >= 0;
    }
}
