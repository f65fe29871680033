/** From the outbox to the queues: a token for each waiting delivery, and a wake-up for whoever waits for it. */
@NullMarked
package org.lienthong.exchange.relay;

import org.jspecify.annotations.NullMarked;
