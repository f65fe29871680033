@NullMarked
package org.lienthong.gateway.assembly;

import org.jspecify.annotations.NullMarked;
