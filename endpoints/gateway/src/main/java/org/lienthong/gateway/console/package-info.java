/** Pages for people: where documents are and where they wait. Reads only; Vietnamese first. */
@NullMarked
package org.lienthong.gateway.console;

import org.jspecify.annotations.NullMarked;
