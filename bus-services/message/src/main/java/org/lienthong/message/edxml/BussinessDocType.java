package org.lienthong.message.edxml;

import java.util.Optional;

/** What a document does to earlier ones. The misspelling is the standard's. */
public enum BussinessDocType {
    NEW(0),
    REVOKE(1),
    UPDATE(2),
    REPLACE(3);

    private final int code;

    BussinessDocType(int code) {
        this.code = code;
    }

    /** @return the number on the wire */
    public int code() {
        return code;
    }

    /** @return the type of this number on the wire; empty if there is none */
    public static Optional<BussinessDocType> of(String code) {
        for (BussinessDocType type : values()) {
            if (Integer.toString(type.code).equals(code)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
