package org.lienthong.message.identity;

/** Names one bus and its environment, e.g. {@code urn:lienthong:bus:demo}. */
public record BusUri(String value) {

    public BusUri {
        Syntax.require("BusUri", value, Syntax.URI);
    }

    @Override
    public String toString() {
        return value;
    }
}
