package org.lienthong.message.identity;

/** The caller's random id of one request; the signed answer repeats it. */
public record RequestId(String value) {

    public RequestId {
        Syntax.require("RequestId", value, Syntax.TOKEN);
    }

    @Override
    public String toString() {
        return value;
    }
}
