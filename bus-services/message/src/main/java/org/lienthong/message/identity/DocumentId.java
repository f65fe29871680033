package org.lienthong.message.identity;

/** DocumentId of the edXML, as written there, e.g. {@code 000.00.00.G22,2026/11/24,7816/VPCP-TTĐT}. */
public record DocumentId(String value) {

    public DocumentId {
        Syntax.require("DocumentId", value, Syntax.DOCUMENT);
    }

    @Override
    public String toString() {
        return value;
    }
}
