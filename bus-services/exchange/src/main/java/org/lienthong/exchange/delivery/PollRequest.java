package org.lienthong.exchange.delivery;

import java.time.Duration;
import java.util.Set;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.message.identity.OrganId;

/**
 * A recipient asks for what waits.
 *
 * @param organs whom the caller may receive for, as the directory names them
 * @param max 0 counts only, else at most this many leases
 * @param lease how long the caller wants to hold them
 */
public record PollRequest(SignedRequest call, Set<OrganId> organs, int max, Duration lease) {

    public PollRequest {
        organs = Set.copyOf(organs);
    }
}
