/** Agencies that behave and misbehave, and what they need: keys, letters, load. */
@NullMarked
package org.lienthong.simulator;

import org.jspecify.annotations.NullMarked;
