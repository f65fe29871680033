package org.lienthong.message.refusal;

import org.jspecify.annotations.Nullable;

/** Carries a refusal out of the room that found it. Anything else that is thrown is a fault of the bus. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        this(refusal, null);
    }

    /** @param cause for the operator's log only; never shown to the caller */
    public RefusedException(Refusal refusal, @Nullable Throwable cause) {
        super(refusal.toString(), cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
