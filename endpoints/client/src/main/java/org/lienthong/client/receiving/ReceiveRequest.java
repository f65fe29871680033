package org.lienthong.client.receiving;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.lienthong.message.identity.OrganId;

/**
 * Asks for waiting documents.
 *
 * @param max how many at most; 0 only counts
 * @param lease how long they are this system's alone; the bus's default is 15 minutes
 * @param hold how long the bus may hold the call when nothing waits; at most 50 seconds
 * @param organs only for these of the organs that the system serves; empty: for all
 */
public record ReceiveRequest(int max, Optional<Duration> lease, Optional<Duration> hold, Set<OrganId> organs) {

    public ReceiveRequest {
        organs = Set.copyOf(organs);
    }

    public static ReceiveRequest upTo(int max) {
        return new ReceiveRequest(max, Optional.empty(), Optional.empty(), Set.of());
    }

    public ReceiveRequest waiting(Duration atMost) {
        return new ReceiveRequest(max, lease, Optional.of(atMost), organs);
    }

    public ReceiveRequest leasedFor(Duration time) {
        return new ReceiveRequest(max, Optional.of(time), hold, organs);
    }
}
