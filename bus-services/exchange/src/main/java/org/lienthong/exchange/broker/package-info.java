/** The embedded Artemis broker that carries tokens, never content. */
@NullMarked
package org.lienthong.exchange.broker;

import org.jspecify.annotations.NullMarked;
