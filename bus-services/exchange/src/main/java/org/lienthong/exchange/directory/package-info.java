/** Who is who: organs and their aliases and successors, systems, keys and mandates; every change is an event. */
@NullMarked
package org.lienthong.exchange.directory;

import org.jspecify.annotations.NullMarked;
