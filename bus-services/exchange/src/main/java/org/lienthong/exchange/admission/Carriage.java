package org.lienthong.exchange.admission;

/** How an attachment's content travels. */
public enum Carriage {
    /** In the signed root part, base64. */
    INLINE,
    /** As a MIME part of its own, bound by its digest. */
    PART,
    /** Brought before, through the content door. */
    UPLOADED
}
