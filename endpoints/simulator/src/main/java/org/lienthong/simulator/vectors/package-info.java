/** Signed requests and answers, right and wrong, with their keys: what an implementer compares his own signature with. */
@NullMarked
package org.lienthong.simulator.vectors;

import org.jspecify.annotations.NullMarked;
