/** The bus behind the doors: it accepts, keeps, relays, delivers and proves. */
@NullMarked
package org.lienthong.exchange;

import org.jspecify.annotations.NullMarked;
