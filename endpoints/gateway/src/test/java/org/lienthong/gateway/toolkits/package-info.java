/** Toolkits that are not ours against a running bus: the examples of endpoints/client, run as an integrator runs them. */
@NullMarked
package org.lienthong.gateway.toolkits;

import org.jspecify.annotations.NullMarked;
