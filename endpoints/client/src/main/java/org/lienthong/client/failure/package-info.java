/** The ways in which a call can end without an answer. */
@NullMarked
package org.lienthong.client.failure;

import org.jspecify.annotations.NullMarked;
