package org.lienthong.gateway.soap;

/**
 * What the SOAP door lets in.
 *
 * @param rootPart bytes of the root part
 * @param entity bytes of the whole HTTP entity
 * @param parts of a multipart entity, the root part included
 * @param memory bytes that the root parts of all requests together may hold
 * @param slowest bytes a second that a request must bring
 * @param inline bytes of content that an answer carries inside itself
 */
public record DoorLimits(long rootPart, long entity, int parts, long memory, long slowest, long inline) {}
