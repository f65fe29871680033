package org.lienthong.client.receiving;

/** Which sides of a document to fetch. */
public enum Include {
    /** edXML and attachments. */
    CONTENT,
    /** The sender's signed message. */
    ORIGINAL,
    BOTH
}
