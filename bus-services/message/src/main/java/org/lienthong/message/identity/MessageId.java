package org.lienthong.message.identity;

/** The sending agency's own id of a submission, unique for ever together with the sender. */
public record MessageId(String value) {

    public MessageId {
        Syntax.require("MessageId", value, Syntax.TOKEN);
    }

    @Override
    public String toString() {
        return value;
    }
}
