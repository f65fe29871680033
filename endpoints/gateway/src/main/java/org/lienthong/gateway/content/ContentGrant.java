package org.lienthong.gateway.content;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;

/**
 * Leave to fetch one thing of one delivery.
 *
 * @param content the attachment; empty: the sender's signed root part
 */
record ContentGrant(OrganId organ, DeliveryId delivery, Optional<ContentId> content, Instant expiresAt) {}
