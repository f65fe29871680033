package org.lienthong.exchange.status;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.lienthong.message.edxml.StatusCode;

/**
 * Where a delivery stands between its two sides.
 *
 * @param asked a 13 has no answer yet. It stops nothing: the recipient may not have read it
 */
record Standing(Stage stage, boolean asked) {

    static final Standing AT_FIRST = new Standing(Stage.NOTHING_SAID, false);

    /** @return what may be said next, by either side */
    Set<StatusCode> mayFollow() {
        EnumSet<StatusCode> may = EnumSet.noneOf(StatusCode.class);
        may.addAll(stage.next());
        if (asked) {
            may.add(StatusCode.CHANGE_AGREED);
            may.add(StatusCode.CHANGE_REFUSED);
        } else if (stage != Stage.WITHDRAWN) {
            may.add(StatusCode.ASKED_BACK);
        }
        return may;
    }

    /** @return where it stands once this is said; empty if it may not be said now */
    Optional<Standing> after(StatusCode said) {
        if (!mayFollow().contains(said)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (said) {
                    case ASKED_BACK -> new Standing(stage, true);
                    case CHANGE_REFUSED -> new Standing(stage, false);
                    case CHANGE_AGREED -> new Standing(Stage.WITHDRAWN, false);
                    case ARRIVED, REFUSED, RECEIVED, ASSIGNED, IN_WORK, COMPLETED ->
                        new Standing(Stage.after(said).orElseThrow(), asked);
                });
    }

    /** @return for people, e.g. {@code 03}, {@code 03+13}, {@code –} before the first */
    @Override
    public String toString() {
        return stage.reachedBy().map(StatusCode::wire).orElse("–") + (asked ? "+13" : "");
    }
}
