package org.lienthong.message.identity;

/** A registered software system that calls the bus with a key of its own. */
public record SystemId(String value) {

    public SystemId {
        Syntax.require("SystemId", value, Syntax.SYSTEM);
    }

    @Override
    public String toString() {
        return value;
    }
}
