package org.lienthong.message.identity;

/** Name of an attachment in the edXML manifest, without a leading {@code cid:}. */
public record ContentId(String value) {

    public ContentId {
        Syntax.require("ContentId", value, Syntax.CONTENT);
    }

    @Override
    public String toString() {
        return value;
    }
}
