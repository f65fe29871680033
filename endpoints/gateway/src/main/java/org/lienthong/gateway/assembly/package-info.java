/** Puts the rooms together from a configuration, in the order in which they need each other, and runs them. */
@NullMarked
package org.lienthong.gateway.assembly;

import org.jspecify.annotations.NullMarked;
