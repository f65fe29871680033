package org.lienthong.message.edxml;

/**
 * Reads edXML and judges it by schema and rules. Thread-safe; make one and keep it. Bad content is never thrown but told as
 * violations.
 */
public final class EdxmlReader {

    /** More violations than this are not told: the text needs its maker, not a longer list. */
    public static final int MAX_VIOLATIONS = 100;

    /** @param edxml a document (BussinessDocType 0 to 3); not changed */
    @SuppressWarnings("DoNotCallSuggester")
    public EdxmlReading read(byte[] edxml) {
        throw new UnsupportedOperationException();
    }

    /** @param edxml a status message (StatusCode 01 to 16); not changed */
    @SuppressWarnings("DoNotCallSuggester")
    public StatusReading readStatus(byte[] edxml) {
        throw new UnsupportedOperationException();
    }
}
