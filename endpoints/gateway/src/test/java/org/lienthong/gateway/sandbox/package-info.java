@NullMarked
package org.lienthong.gateway.sandbox;

import org.jspecify.annotations.NullMarked;
