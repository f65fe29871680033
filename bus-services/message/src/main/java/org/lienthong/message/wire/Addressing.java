package org.lienthong.message.wire;

import java.util.Optional;

/**
 * The WS-Addressing headers of a message, kept so that the answer can carry RelatesTo. They never route.
 *
 * @param namespace 2005/08 or 2004/08, as the caller speaks it
 * @param messageId wsa:MessageID
 * @param action wsa:Action
 */
public record Addressing(String namespace, Optional<String> messageId, Optional<String> action) {

    public static final String WSA_2005 = "http://www.w3.org/2005/08/addressing";
    public static final String WSA_2004 = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
}
