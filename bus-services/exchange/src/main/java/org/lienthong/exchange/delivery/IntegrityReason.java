package org.lienthong.exchange.delivery;

import java.util.Arrays;
import java.util.Optional;

/** Why a recipient refuses what it was handed. */
public enum IntegrityReason {
    DIGEST_MISMATCH("DigestMismatch"),
    SIGNATURE_INVALID("SignatureInvalid"),
    UNREADABLE("Unreadable"),
    MALWARE("Malware"),
    NOT_FOR_US("NotForUs"),
    STATE_SECRET("StateSecret");

    private final String wire;

    IntegrityReason(String wire) {
        this.wire = wire;
    }

    /** @return the reason as it travels, e.g. {@code DigestMismatch} */
    public String wire() {
        return wire;
    }

    /** @return the reason of this wire name, if there is one */
    public static Optional<IntegrityReason> parse(String wire) {
        return Arrays.stream(values())
                .filter(reason -> reason.wire.equals(wire))
                .findFirst();
    }
}
