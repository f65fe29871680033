package org.lienthong.exchange.delivery;

import java.time.Duration;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

/** What a caller may ask for, else RequestInvalid. */
final class LeaseBounds {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(50);

    private final DeliverySettings settings;

    LeaseBounds(DeliverySettings settings) {
        this.settings = settings;
    }

    void check(PollRequest request) {
        if (request.max() < 0 || request.max() > settings.maxPerPoll()) {
            throw outside("Max", request.max(), 0, settings.maxPerPoll());
        }
        checkSeconds("LeaseSeconds", request.lease(), settings.minLease(), settings.maxLease());
    }

    void check(ReleaseRequest request) {
        checkSeconds("RetryAfterSeconds", request.retryAfter(), Duration.ZERO, LONGEST_PAUSE);
    }

    static void checkWait(Duration wait) {
        checkSeconds("WaitSeconds", wait, Duration.ZERO, LONGEST_WAIT);
    }

    private static void checkSeconds(String element, Duration asked, Duration least, Duration most) {
        if (asked.compareTo(least) < 0 || asked.compareTo(most) > 0) {
            throw outside(element, asked.toSeconds(), least.toSeconds(), most.toSeconds());
        }
    }

    private static RefusedException outside(String element, long asked, long least, long most) {
        return Refusal.of(RefusalCode.REQUEST_INVALID)
                .with("what", element + " " + asked + " ∉ [" + least + ", " + most + "]")
                .at(element)
                .refused();
    }
}
