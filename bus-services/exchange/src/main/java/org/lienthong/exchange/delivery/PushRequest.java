package org.lienthong.exchange.delivery;

import java.time.Duration;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;

/**
 * The bus is about to push a delivery to an agency's inbox.
 *
 * @param system whose inbox it is
 * @param requestId that the bus will call with
 * @param inbox SHA-256 of the inbox's address
 * @param lease how long the push may take; nobody else takes the delivery meanwhile
 * @param most pushes of one delivery; after that it is put aside
 */
public record PushRequest(
        OrganId organ, SystemId system, RequestId requestId, Digest inbox, Duration lease, int most) {}
