/** The one deployable: doors, mapper of faults, commands. */
@NullMarked
package org.lienthong.gateway;

import org.jspecify.annotations.NullMarked;
