/** Agencies that behave: what each does on the bus, told step by step. */
@NullMarked
package org.lienthong.simulator.agency;

import org.jspecify.annotations.NullMarked;
