package org.lienthong.exchange.delivery;

import java.time.Instant;
import org.lienthong.message.identity.DeliveryId;

/** @param waitingFrom when it may be leased again */
public record Released(DeliveryId deliveryId, Instant waitingFrom) {}
