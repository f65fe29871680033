package org.lienthong.gateway.assembly;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lienthong.gateway.assembly.DoorAssembly.BusKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the change of the bus's certificate is announced in time. Only told, never a reason not to serve: a bus that stops
 * because its successor key is late does its callers more harm than the lateness.
 */
final class NextCertificate {

    static final Duration AHEAD = Duration.ofDays(60);

    private static final Logger LOG = LoggerFactory.getLogger(NextCertificate.class);

    private NextCertificate() {}

    static void tell(BusKeys keys, Instant now) {
        warning(keys, now).ifPresent(LOG::warn);
    }

    /** @return what the operator must know, in both languages */
    static Optional<String> warning(BusKeys keys, Instant now) {
        Instant end = keys.signing().certificate().getNotAfter().toInstant();
        if (keys.next().isPresent() || now.plus(AHEAD).isBefore(end)) {
            return Optional.empty();
        }
        return Optional.of("Chứng thư số của trục hết hạn lúc " + end + ", chưa công bố chứng thư kế tiếp (cần trước "
                + AHEAD.toDays() + " ngày): hãy đặt signing.next-certificate / the bus's certificate ends at " + end
                + " and no next one is announced (" + AHEAD.toDays()
                + " days ahead is the rule): set signing.next-certificate");
    }
}
