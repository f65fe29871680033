package org.lienthong.exchange.delivery;

import java.util.List;

/**
 * The answer to a poll.
 *
 * @param waiting deliveries of the organs asked for that wait and are not among the leases
 * @param leases highest priority first, then longest accepted
 * @param repeated the RequestId was seen before: these are its leases still live, and nothing new was taken
 */
public record Poll(int waiting, List<LeasedDelivery> leases, boolean repeated) {

    public Poll {
        leases = List.copyOf(leases);
    }
}
