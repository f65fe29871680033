/** Kills the bus where it hurts, holds what its clients know against what it says, and reads the order of its system calls. */
@NullMarked
package org.lienthong.gateway.crash;

import org.jspecify.annotations.NullMarked;
