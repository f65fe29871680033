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
    ORGAN_CLOSED
}
