/** The one time that gateways, leases and freshness agree on: the database's. */
@NullMarked
package org.lienthong.exchange.clock;

import org.jspecify.annotations.NullMarked;
