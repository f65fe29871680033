package org.lienthong.exchange.operator;

import org.lienthong.message.identity.Digest;

/**
 * A signature over a statement.
 *
 * @param operator fingerprint of the key
 * @param signature Base64
 */
public record OperatorMark(Digest operator, String signature) {}
