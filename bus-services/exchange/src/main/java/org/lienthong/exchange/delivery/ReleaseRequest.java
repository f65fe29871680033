package org.lienthong.exchange.delivery;

import java.time.Duration;
import java.util.Set;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.OrganId;

/** @param retryAfter how long the delivery is to stay out of the queue; zero for at once */
public record ReleaseRequest(
        SignedRequest call,
        Set<OrganId> organs,
        DeliveryId deliveryId,
        LeaseId leaseId,
        String reason,
        Duration retryAfter) {

    public ReleaseRequest {
        organs = Set.copyOf(organs);
    }
}
