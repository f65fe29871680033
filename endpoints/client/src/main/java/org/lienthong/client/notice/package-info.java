/** Status messages to the other side of a delivery, and what the bus tells an agency. */
@NullMarked
package org.lienthong.client.notice;

import org.jspecify.annotations.NullMarked;
