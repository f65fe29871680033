/** Content-addressed files: what was received, kept as received, on disk before the database speaks of it. */
@NullMarked
package org.lienthong.exchange.store;

import org.jspecify.annotations.NullMarked;
