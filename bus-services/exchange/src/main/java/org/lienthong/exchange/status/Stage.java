package org.lienthong.exchange.status;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lienthong.message.edxml.StatusCode;

/** How far the recipient's work is. Steps may be left out, none is gone back. */
enum Stage {
    /** The recipient has said nothing yet. */
    NOTHING_SAID(
            null,
            StatusCode.ARRIVED,
            StatusCode.REFUSED,
            StatusCode.RECEIVED,
            StatusCode.ASSIGNED,
            StatusCode.IN_WORK,
            StatusCode.COMPLETED),
    ARRIVED(
            StatusCode.ARRIVED,
            StatusCode.REFUSED,
            StatusCode.RECEIVED,
            StatusCode.ASSIGNED,
            StatusCode.IN_WORK,
            StatusCode.COMPLETED),
    REFUSED(StatusCode.REFUSED),
    RECEIVED(StatusCode.RECEIVED, StatusCode.ASSIGNED, StatusCode.IN_WORK, StatusCode.COMPLETED),
    ASSIGNED(StatusCode.ASSIGNED, StatusCode.IN_WORK, StatusCode.COMPLETED),
    IN_WORK(StatusCode.IN_WORK, StatusCode.IN_WORK, StatusCode.COMPLETED),
    COMPLETED(StatusCode.COMPLETED),
    /** The sender asked for it back and the recipient agreed: its copy is destroyed. */
    WITHDRAWN(StatusCode.CHANGE_AGREED);

    private final @Nullable StatusCode reachedBy;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<StatusCode> next;

    Stage(@Nullable StatusCode reachedBy, StatusCode... next) {
        this.reachedBy = reachedBy;
        this.next = Set.of(next);
    }

    /** @return the code that leads here; empty for the first */
    Optional<StatusCode> reachedBy() {
        return Optional.ofNullable(reachedBy);
    }

    /** @return which of 01 to 06 may follow */
    Set<StatusCode> next() {
        return next;
    }

    /** @return the stage that the code leads to; 13 and 16 lead to none */
    static Optional<Stage> after(StatusCode code) {
        return Arrays.stream(values()).filter(stage -> stage.reachedBy == code).findFirst();
    }
}
