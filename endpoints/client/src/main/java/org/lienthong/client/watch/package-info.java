/** How far long work has come. */
@NullMarked
package org.lienthong.client.watch;

import org.jspecify.annotations.NullMarked;
