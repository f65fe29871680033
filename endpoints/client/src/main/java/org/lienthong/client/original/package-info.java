/** The sender's own signature, checked by the recipient on its own anchors: nobody has to trust the bus. */
@NullMarked
package org.lienthong.client.original;

import org.jspecify.annotations.NullMarked;
