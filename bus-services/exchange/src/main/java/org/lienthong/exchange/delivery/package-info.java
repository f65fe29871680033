/** Deliveries from waiting to their end: lease, serve, confirm, release, and what time does to them. The row is the truth, a token only a hint. */
@NullMarked
package org.lienthong.exchange.delivery;

import org.jspecify.annotations.NullMarked;
