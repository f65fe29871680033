/**
 * What the two sides of a delivery say of it after it was handed over: accepted in an order that the state machine allows, kept
 * with its evidence, and put before the other side as a notice.
 */
@NullMarked
package org.lienthong.exchange.status;

import org.jspecify.annotations.NullMarked;
