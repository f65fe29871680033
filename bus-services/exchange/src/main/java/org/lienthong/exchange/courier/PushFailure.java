package org.lienthong.exchange.courier;

/** Why a call of an inbox did not count. The wire name goes into lines of evidence: it is stable. */
public enum PushFailure {
    /** The inbox's address is not allowed, by name, by resolution or for want of TLS. */
    ADDRESS_REFUSED("AddressRefused"),
    /** No connection, no TLS, or it broke off. */
    UNREACHABLE("Unreachable"),
    TIMED_OUT("TimedOut"),
    /** The answer was larger than an answer can be. */
    TOO_LARGE("TooLarge"),
    /** HTTP said anything but 200 with text/xml: a redirect, an error, a page. */
    NO_ANSWER("NoAnswer"),
    FAULT("Fault"),
    /** Not signed, or not by a registered key that is good now. */
    UNTRUSTED("Untrusted"),
    /** Signed, but in answer to something else. */
    NOT_BOUND("NotBound"),
    /** Whose inbox it is may not receive for the organ, or whoever signed may not confirm for it. */
    NOT_AUTHORISED("NotAuthorised"),
    /** Signed and bound, but no confirmation of what was pushed. */
    NOT_CONFIRMED("NotConfirmed"),
    /** Our own fault. */
    INTERNAL("InternalError");

    private final String wire;

    PushFailure(String wire) {
        this.wire = wire;
    }

    /** @return e.g. {@code TimedOut} */
    public String wire() {
        return wire;
    }
}
