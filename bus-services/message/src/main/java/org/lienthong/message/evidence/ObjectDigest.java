package org.lienthong.message.evidence;

import org.lienthong.message.identity.Digest;

/**
 * Names bytes that are kept elsewhere.
 *
 * @param length in bytes
 * @param mediaType as received, with its parameters
 */
public record ObjectDigest(Digest sha256, long length, String mediaType) {}
