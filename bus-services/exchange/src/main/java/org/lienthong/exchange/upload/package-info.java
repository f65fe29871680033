/** Files that come before their document, in chunks and over restarts, for whoever cannot send MIME parts; contract 5. */
@NullMarked
package org.lienthong.exchange.upload;

import org.jspecify.annotations.NullMarked;
