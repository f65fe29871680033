package org.lienthong.client.original;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.lienthong.message.identity.Digest;

/**
 * A sender's signature that holds.
 *
 * @param signedAt as the sender says
 * @param sha256 of the signed message, for the confirmation
 */
public record VerifiedOriginal(X509Certificate signer, Instant signedAt, Digest sha256) {}
