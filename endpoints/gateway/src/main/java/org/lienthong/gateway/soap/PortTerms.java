package org.lienthong.gateway.soap;

import org.lienthong.gateway.listener.PublicAddress;

/**
 * What the port shares with the door.
 *
 * @param inline bytes of content that an answer carries inside itself
 */
record PortTerms(Answers answers, WaitingPolls waiting, PublicAddress address, long inline) {}
