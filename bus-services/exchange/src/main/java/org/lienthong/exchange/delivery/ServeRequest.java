package org.lienthong.exchange.delivery;

import java.util.Set;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;

/** @param organs whom the caller may receive for */
public record ServeRequest(SignedRequest call, Set<OrganId> organs, DeliveryId deliveryId) {

    public ServeRequest {
        organs = Set.copyOf(organs);
    }
}
