/** What tests of the exchange and of the gateway run on: a real database, a real broker, a clock set by hand. */
@NullMarked
package org.lienthong.exchange.testing;

import org.jspecify.annotations.NullMarked;
