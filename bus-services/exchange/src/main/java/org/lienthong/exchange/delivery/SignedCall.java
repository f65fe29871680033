package org.lienthong.exchange.delivery;

import java.time.LocalDate;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;

/**
 * The signed request behind an act.
 *
 * @param signedOn UTC day of wsu:Created
 * @param rawSha256 of the request as received
 */
public record SignedCall(SystemId system, RequestId requestId, LocalDate signedOn, Digest rawSha256) {}
