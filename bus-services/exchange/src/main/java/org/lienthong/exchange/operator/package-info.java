/** Who may change the directory: keys, not passwords; every change is signed by the one who made it. */
@NullMarked
package org.lienthong.exchange.operator;

import org.jspecify.annotations.NullMarked;
