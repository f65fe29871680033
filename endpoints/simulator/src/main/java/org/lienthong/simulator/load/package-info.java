/** Load over the wire, with a ledger of its own that outlives whatever is killed. */
@NullMarked
package org.lienthong.simulator.load;

import org.jspecify.annotations.NullMarked;
