/** Push: calls the agencies' inboxes, as wsdl/PROFILE.md 13 says, and knows how each of them fares. */
@NullMarked
package org.lienthong.exchange.courier;

import org.jspecify.annotations.NullMarked;
