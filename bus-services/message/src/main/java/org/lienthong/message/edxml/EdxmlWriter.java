package org.lienthong.message.edxml;

/** Writes documents in the order of QCVN 102. Thread-safe; the same letter gives the same bytes for ever. */
public final class EdxmlWriter {

    /** @return UTF-8 without BOM */
    @SuppressWarnings("DoNotCallSuggester")
    public byte[] write(Letter letter) {
        throw new UnsupportedOperationException();
    }
}
