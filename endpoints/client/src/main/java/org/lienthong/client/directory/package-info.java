/** Who can be written to: organs as the bus's directory knows them (PROFILE 11). */
@NullMarked
package org.lienthong.client.directory;

import org.jspecify.annotations.NullMarked;
