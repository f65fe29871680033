/** What operators do to the directory from the command line, each signing with his own key (adr/0013). */
@NullMarked
package org.lienthong.gateway.operations;

import org.jspecify.annotations.NullMarked;
