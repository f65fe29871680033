package org.lienthong.client.receiving;

import java.util.Optional;

/** How a recipient answers for a document. A clerk's refusal is no REFUSED: it is status 02 after TAKEN. */
public enum Outcome {
    TAKEN(""),
    REFUSED_DIGEST_MISMATCH("DigestMismatch"),
    REFUSED_SIGNATURE_INVALID("SignatureInvalid"),
    REFUSED_UNREADABLE("Unreadable"),
    REFUSED_MALWARE("Malware"),
    REFUSED_NOT_FOR_US("NotForUs"),
    REFUSED_STATE_SECRET("StateSecret");

    private final String reason;

    Outcome(String reason) {
        this.reason = reason;
    }

    /** @return the reason as the contract writes it; empty for TAKEN */
    public Optional<String> reason() {
        return Optional.of(reason).filter(r -> !r.isEmpty());
    }
}
