/** Which requests were seen: kept in the transaction of their effect, so a failed one leaves nothing. */
@NullMarked
package org.lienthong.exchange.replay;

import org.jspecify.annotations.NullMarked;
