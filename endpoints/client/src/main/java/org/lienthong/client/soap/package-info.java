/** The only place that knows the generated types: requests written and sealed, answers verified and read. */
@NullMarked
package org.lienthong.client.soap;

import org.jspecify.annotations.NullMarked;
