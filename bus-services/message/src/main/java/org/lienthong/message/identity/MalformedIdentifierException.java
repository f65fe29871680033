package org.lienthong.message.identity;

/** A text is not an identifier of the type asked for. Whoever reads from the wire turns it into a refusal. */
public final class MalformedIdentifierException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    private final String type;

    MalformedIdentifierException(String type, String value) {
        super("not a " + type + ": \"" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value) + '"');
        this.type = type;
    }

    /** @return the simple name of the identifier's type, e.g. {@code MessageId} */
    public String type() {
        return type;
    }
}
