package org.lienthong.client.receiving;

import org.lienthong.message.identity.OrganId;

/**
 * A document that the bus brought to the agency's inbox: what receive and get would have brought together.
 *
 * @param organ whom it is for
 * @param document with its content and the sender's original; what is large comes by link
 */
public record PushedDocument(OrganId organ, Delivery delivery, ReceivedDocument document) {}
