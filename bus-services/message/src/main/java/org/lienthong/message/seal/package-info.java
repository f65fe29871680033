/**
 * Seals: WS-Security X.509 signatures over Body and Timestamp, made and verified. Only this room can make a
 * {@link org.lienthong.message.seal.SealedMessage}. WSS X.509 Token Profile 1.0, XML Signature 1.1; wsdl/PROFILE.md.
 */
@NullMarked
package org.lienthong.message.seal;

import org.jspecify.annotations.NullMarked;
