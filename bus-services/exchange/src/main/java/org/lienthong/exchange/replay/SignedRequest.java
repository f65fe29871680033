package org.lienthong.exchange.replay;

import java.time.Instant;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;

/**
 * What makes two requests the same one.
 *
 * @param created the signed wsu:Created: identical bytes carry the same
 * @param operation local name, e.g. {@code ReceiveDocuments}
 * @param raw digest of what arrived, for whoever looks into a replay
 */
public record SignedRequest(
        SystemId system, RequestId requestId, Instant created, String operation, Digest raw, Instant receivedAt) {}
