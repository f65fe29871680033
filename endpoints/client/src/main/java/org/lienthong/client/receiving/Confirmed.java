package org.lienthong.client.receiving;

import java.time.Instant;
import org.lienthong.client.sending.SignedAnswer;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;

/**
 * The bus recorded the confirmation.
 *
 * @param taken false when it recorded a refusal
 * @param eventSha256 the confirmation in the bus's evidence log
 * @param signed the answer as received, signed by the bus: keep it
 */
public record Confirmed(
        DeliveryId deliveryId,
        boolean taken,
        Instant recordedAt,
        Digest eventSha256,
        String logOrigin,
        Instant logBy,
        SignedAnswer signed) {}
