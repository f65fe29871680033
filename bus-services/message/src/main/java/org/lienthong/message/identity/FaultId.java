package org.lienthong.message.identity;

import java.util.Optional;
import java.util.UUID;

/** Names one refusal, for the caller to quote and the operator to find. */
public record FaultId(UUID value) {

    /** @return a new one that nobody can guess */
    public static FaultId random() {
        return new FaultId(UUID.randomUUID());
    }

    /** @return the id that the text names; empty if the text cannot be one of ours */
    public static Optional<FaultId> parse(String text) {
        return BusIds.parse(text).map(FaultId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
