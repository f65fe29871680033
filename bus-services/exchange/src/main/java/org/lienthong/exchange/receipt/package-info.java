/** The bus's promise to the sender: a pure function of the accepted rows, so every repeat is told the same. */
@NullMarked
package org.lienthong.exchange.receipt;

import org.jspecify.annotations.NullMarked;
