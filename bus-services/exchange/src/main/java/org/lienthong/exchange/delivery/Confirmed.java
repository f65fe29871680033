package org.lienthong.exchange.delivery;

import java.time.Instant;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;

/**
 * The acknowledgement of a confirmation: a pure function of the recorded row, the same again for every repeat.
 *
 * @param eventSha256 the line of evidence, to be in the log by {@code logBy}
 */
public record Confirmed(
        DeliveryId deliveryId, Outcome outcome, Instant recordedAt, Digest eventSha256, Instant logBy) {}
