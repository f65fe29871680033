/** What an organ is to be told: written in the transaction of the fact, served in an order that skips nothing, confirmed. */
@NullMarked
package org.lienthong.exchange.notice;

import org.jspecify.annotations.NullMarked;
