/** What a sender may know of its own documents: where each copy is, and since when. */
@NullMarked
package org.lienthong.exchange.tracking;

import org.jspecify.annotations.NullMarked;
