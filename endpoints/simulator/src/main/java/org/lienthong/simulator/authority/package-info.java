/** A throw-away certification authority with everything that a bus and its agencies need to try each other out. */
@NullMarked
package org.lienthong.simulator.authority;

import org.jspecify.annotations.NullMarked;
